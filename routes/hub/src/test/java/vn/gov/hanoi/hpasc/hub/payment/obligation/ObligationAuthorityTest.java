package vn.gov.hanoi.hpasc.hub.payment.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.PaymentRefunded;
import vn.gov.hanoi.hpasc.dossier.RevocationDecision;
import vn.gov.hanoi.hpasc.dossier.RevocationRequested;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.AgencyLimits;
import vn.gov.hanoi.hpasc.hub.routing.ShippedRouting;

class ObligationAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final AgencyCode HANDLING = new AgencyCode("H26.13");
    private static final String CODE = "H26.103-261128-0001";

    /** The land office lets the counter take its fees; tax does not, and is revoked through the land registry. */
    private static final Agencies AGENCIES = new Agencies(List.of(
            agency("H26.01", "hpasc-core", Agency.Payments.OWN),
            agency("H26.13", "land-office", new Agency.Payments(true, Set.of())),
            agency("H26.13.1", "land-registry", Agency.Payments.OWN),
            agency("H26.19", "construction", Agency.Payments.OWN),
            agency("H26.20", "planning", Agency.Payments.OWN),
            agency("H26.04", "finance-investment", Agency.Payments.OWN),
            agency("G12.10", "tax-office", new Agency.Payments(false, Set.of(new AgencyCode("H26.13.1"))))));

    private final ObligationAuthority authority =
            new ObligationAuthority(AGENCIES, ShippedRouting.among(AGENCIES), new AgencyCode("H26"));

    private static Agency agency(String code, String destination, Agency.Payments payments) {
        AgencyCode agency = new AgencyCode(code);
        return new Agency(
                agency,
                Set.of(new AgencyCode("G50" + code.substring(3))),
                code,
                code,
                new Destination(
                        destination,
                        agency,
                        Transport.PULL,
                        null,
                        new Destination.Limits(1, 0, java.time.Duration.ofSeconds(1), java.time.Duration.ofSeconds(1))),
                new Agency.Grants(Set.of(), false, Set.of()),
                List.of(),
                Set.of("v1"),
                false,
                AgencyLimits.NONE,
                Agency.Ownership.OF_ITS_OWN_CODES,
                payments);
    }

    private static DossierMessage says(String agency, MessageType type, MessageData data) {
        return MessageBuilder.aMessage()
                .about(CODE)
                .from(agency)
                .with(type, data)
                .build();
    }

    private static DossierMessage raised(String agency, String id, long amount) {
        return says(
                agency,
                MessageType.OBLIGATION_RAISED,
                new ObligationRaised(id, ChargeKind.FEE, "Phí", new Vnd(amount), null, "TB-" + id, null, null));
    }

    private static DossierMessage paid(String agency, String id, long amount, String transaction) {
        return says(
                agency,
                MessageType.PAYMENT_CONFIRMED,
                new PaymentConfirmed(id, new Vnd(amount), NOW, "vnpay", transaction, null));
    }

    private static DossierMessage message(String type, String agency, String id) {
        return switch (type) {
            case "obligation-raised" -> raised(agency, id, 1);
            case "payment-confirmed" -> paid(agency, id, 100, "T");
            case "payment-refunded" ->
                says(
                        agency,
                        MessageType.PAYMENT_REFUNDED,
                        new PaymentRefunded(id, new Vnd(100), NOW, "vnpay", "R", null));
            case "revoked" -> says(agency, MessageType.REVOKED, new Revoked(id, RevocationDecision.REVOKED, null));
            default -> says(agency, MessageType.REVOCATION_REQUESTED, new RevocationRequested(id, "Rút hồ sơ"));
        };
    }

    private Dues after(Dues dues, DossierMessage message) {
        return dues.after(UUID.randomUUID(), message, authority, NOW);
    }

    private Dues owing() {
        return after(after(Dues.NONE, raised("H26.13", "LAND", 5_000_000)), raised("G12.10", "TAX", 900_000));
    }

    @ParameterizedTest
    @CsvSource({
        // type, who says it, of what, whether it may
        "obligation-raised,    H26.13,   LAND,    true",
        "obligation-raised,    G50.13,   LAND,    true",
        "obligation-raised,    H26.13.1, LAND,    false",
        "obligation-raised,    G12.10,   LAND,    false",
        "obligation-raised,    H26.01,   LAND,    false",
        "obligation-raised,    H26.13,   TAX,     false",
        "obligation-raised,    G12.10,   TAX,     true",
        "obligation-raised,    H26.19,   NEW,     true",
        "revoked,              H26.13,   LAND,    true",
        "revoked,              H26.13,   TB-LAND, true",
        "revoked,              G12.10,   LAND,    false",
        "revoked,              H26.13,   TAX,     false",
        "revoked,              H26.13,   TB-TAX,  false",
        "revoked,              H26.01,   TAX,     false",
        "revoked,              G12.10,   TB-TAX,  true",
        "revoked,              H26.13.1, TAX,     true",
        "revoked,              H26.13.1, LAND,    false",
        "payment-confirmed,    H26,      LAND,    true",
        "payment-confirmed,    H26.13,   LAND,    true",
        "payment-confirmed,    H26.01,   LAND,    true",
        "payment-confirmed,    G12.10,   LAND,    false",
        "payment-confirmed,    H26.19,   LAND,    false",
        "payment-confirmed,    H26,      TAX,     true",
        "payment-confirmed,    G12.10,   TAX,     true",
        "payment-confirmed,    H26.01,   TAX,     false",
        "payment-confirmed,    H26.13.1, TAX,     false",
        "payment-confirmed,    G12.10,   NEW,     true",
        "payment-refunded,     H26,      LAND,    true",
        "payment-refunded,     H26.13,   LAND,    true",
        "payment-refunded,     H26.01,   LAND,    true",
        "payment-refunded,     G12.10,   LAND,    false",
        "payment-refunded,     H26.01,   TAX,     false",
        "revocation-requested, H26.01,   TAX,     true",
    })
    void theTableOfWhoMayDoWhatToWhichObligation(String type, String agency, String id, boolean may) {
        Problem refusal = authority.refusal(message(type, agency, id), owing(), HANDLING);
        if (may) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_YOURS);
            assertThat(refusal.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/data/obligationId"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the handling agency decides what is owed instead of a forecast; others have their own ids
        "H26.13,   true",
        "H26.01,   true",
        "G12.10,   false",
        "H26.19,   false",
    })
    void aFeeGivesWayToTheHandlingAgencyAndItsOwnRegistrantOnly(String agency, boolean may) {
        Dues forecast = after(
                Dues.NONE,
                MessageBuilder.aSubmission(DossierBuilder.aDossier())
                        .from("H26.01")
                        .about(CODE)
                        .build());
        String fee = forecast.obligations().getFirst().id();

        assertThat(authority.refusal(raised(agency, fee, 1), forecast, HANDLING) == null)
                .isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        // type, who says it, of what, whether it may end the wait for money
        "payment-confirmed, H26.13, NOBODY, true",
        "payment-confirmed, H26,    NOBODY, true",
        "payment-confirmed, H26.01, NOBODY, true",
        "payment-confirmed, G12.10, NOBODY, false",
        "payment-confirmed, H26.19, NOBODY, false",
        "payment-confirmed, G12.10, TAX,    true",
        "revoked,           H26.13, NOBODY, true",
        "revoked,           G12.10, NOBODY, false",
        "revoked,           G12.10, TAX,    true",
    })
    void whatNobodyRaisedCountsAsTheHandlingAgencys(String type, String agency, String id, boolean ends) {
        assertThat(authority.endsWait(message(type, agency, id), owing(), HANDLING))
                .isEqualTo(ends);
    }

    @Test
    void whatAStrangerToldInAdvanceDoesNotCount() {
        Dues told = after(Dues.NONE, paid("G12.10", "LAND", 5_000_000, "T-1"));
        Dues owed = after(told, raised("H26.13", "LAND", 5_000_000));
        assertThat(owed.obligation("LAND").orElseThrow().outstanding()).isEqualTo(5_000_000);
        assertThat(owed.unassigned()).isEqualTo(5_000_000);
        assertThat(owed.hold()).isTrue();
    }

    @Test
    void whatTheRaiserToldInAdvanceCounts() {
        Dues told = after(Dues.NONE, paid("G12.10", "TAX", 900_000, "T-1"));
        Dues owed = after(told, raised("G12.10", "TAX", 900_000));
        assertThat(owed.obligation("TAX").orElseThrow().outstanding()).isZero();
        assertThat(owed.unassigned()).isZero();
    }

    @Test
    void aStrangerDoesNotUseUpATransaction() {
        Dues told = after(owing(), paid("H26.19", "OTHER", 1, "T-1"));
        Dues paid = after(told, paid("H26", "LAND", 5_000_000, "T-1"));
        assertThat(paid.obligation("LAND").orElseThrow().outstanding()).isZero();
        Dues again = after(paid, paid("H26.01", "LAND", 5_000_000, "T-1"));
        assertThat(again.obligation("LAND").orElseThrow().overpaid())
                .as("the same transaction")
                .isZero();
    }

    @Test
    void aRaiserMayAskForLessThanWasPaid() {
        Dues paid = after(owing(), paid("H26", "LAND", 5_000_000, "T-1"));
        DossierMessage less = raised("H26.13", "LAND", 4_000_000);
        assertThat(authority.refusal(less, paid, HANDLING)).isNull();
        assertThat(after(paid, less).obligation("LAND").orElseThrow().overpaid())
                .isEqualTo(1_000_000);
    }
}
