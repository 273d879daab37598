package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.PaymentRefunded;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.RevocationDecision;
import vn.gov.hanoi.hpasc.dossier.RevocationRequested;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.Fold.Decision;
import vn.gov.hanoi.hpasc.hub.authority.ShippedAuthority;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable.Locked;
import vn.gov.hanoi.hpasc.hub.dossier.Dossiers;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Revocation;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.ShippedRouting;

/** What a dossier owes, and how long it waits for it in status 6. */
class FoldMoneyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final String CODE = "H26.103-261123-0001";

    private final RoutingTable routing = ShippedRouting.among(City.agencies());
    private final Fold fold = new Fold(
            routing,
            City.agencies(),
            ShippedAuthority.among(City.agencies(), routing),
            new Notices(City.agencies(), new AgencyCode("H26"), new MessageCodec(), Clock.fixed(NOW, ZoneOffset.UTC)),
            Duration.ofHours(24));
    private DossierState dossier = Dossiers.land(7, CODE, DossierStatus.IN_PROCESS);
    private Workspace workspace = workspace();

    private Workspace workspace() {
        Locked locked = new Locked(Map.of(CODE, dossier), Map.of(), List.of(), Map.of());
        return new Workspace(NOW, locked, Map.of(), Map.of(), Map.of(), Map.of());
    }

    private void in(DossierStatus status) {
        dossier = Dossiers.land(7, CODE, status);
        workspace = workspace();
    }

    private Decision happens(MessageBuilder message) {
        return fold.decide(
                new Entry(AcceptNode.candidate(message.about(CODE).build()), new byte[0], new Submission(false), null),
                workspace);
    }

    private static MessageBuilder raised(String id, long amount) {
        return aMessage()
                .from("H26.13")
                .with(
                        MessageType.OBLIGATION_RAISED,
                        new ObligationRaised(id, ChargeKind.TAX, "Thuế", new Vnd(amount), null, null, null, null));
    }

    private static MessageBuilder paid(String id, long amount, String transaction) {
        return aMessage()
                .with(
                        MessageType.PAYMENT_CONFIRMED,
                        new PaymentConfirmed(id, new Vnd(amount), NOW, "vnpay", transaction, "BL-" + transaction));
    }

    private static MessageBuilder refunded(String id, long amount) {
        return aMessage()
                .with(
                        MessageType.PAYMENT_REFUNDED,
                        new PaymentRefunded(id, new Vnd(amount), NOW, "vnpay", "R-1", null));
    }

    private Obligation obligation(String id) {
        return dues().obligations().stream()
                .filter(obligation -> obligation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Dues dues() {
        return workspace.dues(dossier);
    }

    @Test
    void waitsUntilTheLastObligationIsPaid() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(raised("B", 50));
        happens(paid("A", 100, "T1"));
        assertThat(dossier.status()).isEqualTo(DossierStatus.OBLIGATION_REQUESTED);
        happens(paid("B", 50, "T2"));
        assertThat(dossier.status()).isEqualTo(DossierStatus.IN_PROCESS);
    }

    @Test
    void goesOnWaitingWhenTooLittleWasPaid() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(paid("A", 99, "T1"));
        assertThat(dossier.status()).isEqualTo(DossierStatus.OBLIGATION_REQUESTED);
        assertThat(obligation("A").outstanding()).isEqualTo(1);
        happens(paid("A", 3, "T2"));
        assertThat(dossier.status()).isEqualTo(DossierStatus.IN_PROCESS);
        assertThat(obligation("A").overpaid()).isEqualTo(2);
    }

    @Test
    void countsATransactionOnceWhoeverTellsOfIt() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(paid("A", 60, "T1"));
        happens(paid("A", 60, "T1"));
        assertThat(obligation("A").paid()).isEqualTo(60);
        assertThat(dossier.status()).isEqualTo(DossierStatus.OBLIGATION_REQUESTED);
    }

    @Test
    void knowsAPaymentThatCameBeforeItsObligation() {
        in(DossierStatus.IN_PROCESS);
        happens(paid("A", 100, "T1"));
        assertThat(dues().unassigned()).isEqualTo(100);
        happens(raised("A", 100));
        assertThat(dues().unassigned()).isZero();
        assertThat(obligation("A").open()).isFalse();
        assertThat(dossier.status()).isEqualTo(DossierStatus.IN_PROCESS);
    }

    @Test
    void owesWhatWasRaisedLast() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(raised("A", 40));
        assertThat(dues().obligations()).hasSize(1);
        happens(paid("A", 40, "T1"));
        assertThat(dossier.status()).isEqualTo(DossierStatus.IN_PROCESS);
        happens(raised("A", 70));
        assertThat(dossier.status()).isEqualTo(DossierStatus.OBLIGATION_REQUESTED);
        assertThat(obligation("A").outstanding()).isEqualTo(30);
        happens(raised("A", 40));
        assertThat(dossier.status()).isEqualTo(DossierStatus.IN_PROCESS);
    }

    @Test
    void waitsAgainForWhatWentBack() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(paid("A", 100, "T1"));
        happens(refunded("A", 100));
        assertThat(dossier.status()).isEqualTo(DossierStatus.OBLIGATION_REQUESTED);
        assertThat(obligation("A").outstanding()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(
            value = DossierStatus.class,
            names = {"WITHDRAWN", "STOPPED", "PROCESSED", "RESULT_RETURNED"})
    void doesNotPullADossierBackThatIsPastIt(DossierStatus status) {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(paid("A", 100, "T1"));
        dossier.move(status);
        happens(refunded("A", 100));
        assertThat(dossier.status()).isEqualTo(status);
    }

    @Test
    void waitsForTheMoneyWhenThePapersAreComplete() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(aMessage().from("H26.13").supplementRequested());
        assertThat(dossier.status()).isEqualTo(DossierStatus.SUPPLEMENT_REQUESTED);
        happens(aMessage()
                .with(
                        MessageType.SUPPLEMENTED,
                        new Supplemented(
                                List.of(new DocumentReference("Bản sao", null, null, null, null, null)),
                                null,
                                null,
                                null)));
        assertThat(dossier.status()).isEqualTo(DossierStatus.OBLIGATION_REQUESTED);
    }

    @Test
    void leavesStatusSixByAPaymentWhenNobodyRaisedAnything() {
        in(DossierStatus.OBLIGATION_REQUESTED);
        happens(paid("A", 100, "T1"));
        assertThat(dossier.status()).isEqualTo(DossierStatus.IN_PROCESS);
    }

    private static MessageBuilder revoked(String id, RevocationDecision decision) {
        return aMessage().from("H26.13").with(MessageType.REVOKED, new Revoked(id, decision, null));
    }

    private List<DossierMessage> asked() {
        return workspace.taken.stream()
                .map(taken -> taken.entry().candidate().message())
                .filter(message -> message.type() == MessageType.REVOCATION_REQUESTED)
                .toList();
    }

    @Test
    void asksOnceForEachObligationThatAWithdrawnDossierStillOwes() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(raised("B", 50));
        happens(paid("B", 50, "T1"));
        happens(aMessage().withdrawn());
        assertThat(dossier.status()).isEqualTo(DossierStatus.WITHDRAWN);
        assertThat(asked()).singleElement().satisfies(request -> {
            assertThat(((RevocationRequested) request.data()).obligationId()).isEqualTo("A");
            assertThat(request.subject()).isEqualTo(CODE);
        });
        assertThat(dues().revocation("A").open()).isTrue();
        happens(aMessage().id("again").withdrawn());
        assertThat(asked()).hasSize(1);
        assertThat(workspace.outgoing)
                .filteredOn(delivery -> workspace.taken.stream()
                        .anyMatch(taken -> taken.exchangeId().equals(delivery.exchangeId())
                                && taken.entry().candidate().message().type() == MessageType.REVOCATION_REQUESTED))
                .extracting(Outgoing::destination)
                .contains("land-office", "hpasc-core");
    }

    @Test
    void aRevokedObligationIsNoLongerDueAndARefusedOneIs() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(raised("B", 50));
        happens(aMessage().withdrawn());
        happens(revoked("A", RevocationDecision.REVOKED));
        happens(revoked("B", RevocationDecision.REFUSED));
        assertThat(dues().revocation("A").state()).isEqualTo(Revocation.State.REVOKED);
        assertThat(dues().revocation("B").state()).isEqualTo(Revocation.State.REFUSED);
        assertThat(dues().due()).extracting(Obligation::id).containsExactly("B");
    }

    @Test
    void goesOnWhenTheOnlyObligationIsRevokedUntilItIsRaisedAnew() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(revoked("A", RevocationDecision.REVOKED));
        assertThat(dossier.status()).isEqualTo(DossierStatus.IN_PROCESS);
        happens(raised("A", 80));
        assertThat(dossier.status()).isEqualTo(DossierStatus.OBLIGATION_REQUESTED);
        assertThat(dues().hold()).isTrue();
    }

    @Test
    void aRequestToPayThatComesAfterThePaymentIsLate() {
        in(DossierStatus.IN_PROCESS);
        happens(raised("A", 100));
        happens(paid("A", 100, "T1"));
        Decision late = happens(aMessage()
                .from("H26.13")
                .with(
                        MessageType.PROGRESSED,
                        new Progressed(
                                DossierStatus.OBLIGATION_REQUESTED,
                                new Officer("Trần Quốc Bảo", null, null),
                                null,
                                null,
                                null,
                                null)));
        assertThat(((Decision.Take) late).taken().mark()).isEqualTo("late");
        assertThat(dossier.status()).isEqualTo(DossierStatus.IN_PROCESS);
    }
}
