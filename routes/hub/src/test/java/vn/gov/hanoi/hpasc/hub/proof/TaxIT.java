package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.hub.proof.Bench.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.simulators.tax.Bomb;
import vn.gov.hanoi.hpasc.simulators.tax.TaxNotice;
import vn.gov.hanoi.hpasc.simulators.tax.TaxOffice;
import vn.gov.hanoi.hpasc.simulators.tax.TaxVoucher;

/** Notices and vouchers of the tax office, through a whole hub: each once, the bad ones shown, nobody else's door. */
@ExtendWith(OnTheBench.class)
class TaxIT {

    private final Bench bench;
    private final AgencyClient core;
    private final TaxOffice tax;

    TaxIT(Bench bench) {
        this.bench = bench;
        this.core = bench.agency(Dossier.CORE);
        this.tax = TaxOffice.start(0, bench.hub().http(), () -> Bench.TAX_KEY);
    }

    @AfterEach
    void close() {
        tax.close();
    }

    private Dossier inProcess() {
        Dossier dossier = Dossier.of(Department.LAND);
        core.send(dossier.submitted());
        bench.agency(Department.LAND.agency()).send(dossier.progressed(DossierStatus.ACCEPTED));
        bench.agency(Department.LAND.agency()).send(dossier.progressed(DossierStatus.IN_PROCESS));
        return dossier;
    }

    private JsonNode dues(Dossier dossier) {
        return core.dossier(dossier.code()).path("dues");
    }

    private JsonNode obligation(Dossier dossier, String number) {
        for (JsonNode one : dues(dossier).path("obligations")) {
            if (one.path("id").asText(one.path("obligationId").asText()).equals(number)) {
                return one;
            }
        }
        throw new AssertionError("no obligation " + number + " in " + dues(dossier));
    }

    private JsonNode rows(Dossier dossier) {
        return bench.hub().admin().get("/admin/v1/tax/rows?dossier=" + dossier.code());
    }

    private long kept(String query, Dossier dossier) {
        return bench.database().count(query, dossier.code());
    }

    @Test
    void twoTaxesOfTwoOwnersArePaidByVouchersAndTheDossierGoesOn() {
        Dossier dossier = inProcess();
        TaxNotice fee = TaxNotice.of(dossier.code(), "1207/TB", 15_500_000);
        TaxNotice income = TaxNotice.of(dossier.code(), "1208/TB", 62_000_000)
                .by("8098765432")
                .named("Thuế thu nhập cá nhân");

        TaxOffice.Answer told = tax.notices(fee.asking("15.500.000"), income);

        assertThat(told.code()).as(told.body()).isZero();
        assertThat(core.dossier(dossier.code()).path("status").asInt()).isEqualTo(6);
        assertThat(dues(dossier).path("outstanding").asLong()).isEqualTo(77_500_000);
        TaxOffice.Answer paid = tax.voucher(TaxVoucher.of(dossier.code(), "1207/TB", 15_500_000));
        assertThat(paid.code()).as(paid.body()).isZero();
        assertThat(core.dossier(dossier.code()).path("status").asInt()).isEqualTo(6);
        assertThat(tax.voucher(TaxVoucher.of(dossier.code(), "1208/TB", 62_000_000))
                        .code())
                .isZero();
        assertThat(core.dossier(dossier.code()).path("status").asInt()).isEqualTo(4);
        long rows = kept("select count(*) from tax_row where dossier = ?", dossier);

        List<TaxOffice.Answer> again = tax.again();

        assertThat(again).extracting(TaxOffice.Answer::body).first().isEqualTo(told.body());
        assertThat(again.get(1).body()).isEqualTo(paid.body());
        assertThat(rows).isEqualTo(4);
        assertThat(kept("select count(*) from tax_row where dossier = ?", dossier))
                .isEqualTo(4);
        eventually(() -> {
            assertThat(bench.city().at(City.CORE, dossier, MessageType.OBLIGATION_RAISED))
                    .hasSize(2);
            assertThat(bench.city().at("land-office", dossier, MessageType.PAYMENT_CONFIRMED))
                    .hasSize(2);
        });
        assertThat(bench.city()
                        .at(City.CORE, dossier, MessageType.OBLIGATION_RAISED)
                        .getFirst()
                        .arrival()
                        .text())
                .contains("/agencies/G12.10", "1207/TB", "\"kind\":\"TAX\"");
    }

    @Test
    void oneBadRowLosesNoneOfTheOthers() {
        Dossier good = inProcess();
        Dossier later = Dossier.of(Department.LAND);
        TaxNotice one = TaxNotice.of(good.code(), "1/TB", 1_000_000);

        TaxOffice.Answer told = tax.notices(
                one,
                TaxNotice.of(good.code(), "2/TB", 2_000_000).asking("hai triệu"),
                TaxNotice.of(good.code(), "3/TB", 3_000_000).dated("31-02-2026"),
                TaxNotice.of(later.code(), "4/TB", 4_000_000),
                TaxNotice.of(good.code(), "5/TB", 5_000_000));

        assertThat(told.code()).isEqualTo(1);
        assertThat(IntStream.range(0, 5)
                        .mapToObj(n -> told.row(n).path("MaLyDo").asText()))
                .containsExactlyInAnyOrder("", "bad-amount", "bad-date", "", "unknown-dossier");
        assertThat(dues(good).path("outstanding").asLong()).isEqualTo(6_000_000);
        assertThat(rows(good).findValuesAsText("reason")).contains("bad-amount", "bad-date");
        assertThat(rows(later).path(0).path("state").asText()).isEqualTo("waiting");

        core.send(later.submitted());

        eventually(() -> assertThat(rows(later).path(0).path("state").asText()).isEqualTo("accepted"));
        assertThat(dues(later).path("outstanding").asLong()).isEqualTo(4_000_000);
    }

    @Test
    void anotherAmountIsAConflictThatAPersonDecides() {
        Dossier dossier = inProcess();
        tax.notices(TaxNotice.of(dossier.code(), "9/TB", 1_000_000));

        TaxOffice.Answer other = tax.update(TaxNotice.of(dossier.code(), "9/TB", 1_200_000));
        TaxOffice.Answer again = tax.update(TaxNotice.of(dossier.code(), "9/TB", 1_200_000));

        assertThat(other.row(0).path("MaLyDo").asText()).isEqualTo("other-content");
        assertThat(again.body()).isEqualTo(other.body());
        assertThat(dues(dossier).path("outstanding").asLong()).isEqualTo(1_000_000);
        JsonNode conflict = bench.hub().admin().get("/admin/v1/tax/rows?state=conflict&dossier=" + dossier.code());
        assertThat(conflict).hasSize(1);
        assertThat(conflict.path(0).path("seen").asInt()).isEqualTo(2);
        String id = conflict.path(0).path("rowId").asText();

        assertThat(bench.hub().admin().order("/admin/v1/tax/rows/" + id + "/accept", "Chi cục đã đính chính"))
                .isEqualTo(200);

        assertThat(dues(dossier).path("outstanding").asLong()).isEqualTo(1_200_000);
        assertThat(bench.hub().admin().order("/admin/v1/tax/rows/" + id + "/dismiss", "thôi"))
                .isEqualTo(409);
        assertThat(bench.hub()
                        .admin()
                        .get("/admin/v1/tax/rows/" + id)
                        .path("sightings")
                        .findValuesAsText("outcome"))
                .containsOnly("conflict");
    }

    @Test
    void moneyThatWasPaidBeforeItsNoticeTwiceOrNotAtAllIsShown() {
        Dossier dossier = inProcess();
        tax.voucher(TaxVoucher.of(dossier.code(), "7/TB", 3_000_000));
        assertThat(dues(dossier).path("unassigned").asLong()).isEqualTo(3_000_000);
        tax.notices(TaxNotice.of(dossier.code(), "7/TB", 5_000_000));
        assertThat(dues(dossier).path("outstanding").asLong()).isEqualTo(2_000_000);

        tax.voucher(TaxVoucher.of(dossier.code(), "7/TB", 1_000).status("0"));
        assertThat(dues(dossier).path("outstanding").asLong()).as("nobody paid").isEqualTo(2_000_000);
        bench.agency("G12.10")
                .send(dossier.about()
                        .from("G12.10")
                        .with(
                                MessageType.PAYMENT_CONFIRMED,
                                new PaymentConfirmed(
                                        "7/TB",
                                        new Vnd(2_000_000),
                                        bench.clock().instant(),
                                        "vnpay",
                                        "GD-" + UUID.randomUUID(),
                                        null))
                        .build());
        assertThat(core.dossier(dossier.code()).path("status").asInt()).isEqualTo(4);

        tax.voucher(TaxVoucher.of(dossier.code(), "7/TB", 2_000_000).at("20261123080000"));

        assertThat(dues(dossier).path("overpaid").asLong()).isEqualTo(2_000_000);
        assertThat(obligation(dossier, "7/TB").path("state").asText()).isEqualTo("overpaid");
        assertThat(rows(dossier).path(0).path("overpaid").asLong()).isEqualTo(2_000_000);
        JsonNode cases = bench.hub().admin().get("/admin/v1/cases?kind=double-payment");
        assertThat(cases.findValuesAsText("dossierCode")).contains(dossier.code());
        assertThat(rows(dossier).findValuesAsText("state")).containsOnlyOnce("recorded");
    }

    @Test
    void aNoticeForADossierThatIsOverIsParkedWithTheReason() {
        Dossier dossier = inProcess();
        core.send(dossier.withdrawn());

        TaxOffice.Answer told = tax.notices(TaxNotice.of(dossier.code(), "1/TB", 1_000_000));

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.row(0).path("MaLyDo").asText()).isEqualTo("refused");
        assertThat(rows(dossier).path(0).path("detail").asText()).contains("HUB-401");
        assertThat(tax.again().getFirst().body()).isEqualTo(told.body());
    }

    @Test
    void aNoticeTheTaxOfficeSendsItselfIsTheSameObligation() {
        Dossier dossier = inProcess();
        tax.notices(TaxNotice.of(dossier.code(), "3/TB", 1_000_000));
        bench.agency("G12.10")
                .send(dossier.about()
                        .from("G12.10")
                        .with(
                                MessageType.OBLIGATION_RAISED,
                                new ObligationRaised(
                                        "3/TB",
                                        vn.gov.hanoi.hpasc.dossier.ChargeKind.TAX,
                                        "Lệ phí trước bạ",
                                        new Vnd(1_000_000),
                                        null,
                                        "3/TB",
                                        null,
                                        null))
                        .build());
        assertThat(dues(dossier).path("outstanding").asLong()).isEqualTo(1_000_000);
    }

    @Test
    void bombsAreRefusedAndNothingOfThemIsWritten() {
        Dossier dossier = inProcess();
        long owed = dues(dossier).path("outstanding").asLong();

        for (Bomb bomb : Bomb.values()) {
            assertThat(tax.bomb(bomb, dossier.code()).code()).as(bomb.name()).isEqualTo(-1);
        }

        assertThat(kept("select count(*) from tax_row where dossier_said = ?", dossier))
                .isZero();
        assertThat(dues(dossier).path("outstanding").asLong()).isEqualTo(owed);
    }

    @Test
    void nobodyGetsInWithoutTheKeyAndItIsWrittenNowhere() {
        Dossier dossier = inProcess();
        try (TaxOffice stranger = TaxOffice.start(0, bench.hub().http(), () -> "khong-phai-khoa")) {
            TaxOffice.Answer answer = stranger.notices(TaxNotice.of(dossier.code(), "1/TB", 1_000_000));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo(-1);
            assertThat(stranger.send("tax-vouchers", "{ khong phai JSON").status())
                    .isEqualTo(401);
            assertThat(stranger.send("tax-vouchers", "{}").status()).isEqualTo(401);
        }
        tax.notices(TaxNotice.of(dossier.code(), "1/TB", 1_000_000));
        assertThat(bench.database()
                        .count(
                                "select count(*) from tax_call where position(?::bytea in coalesce(body, ''::bytea)) >"
                                        + " 0",
                                (Object) Bench.TAX_KEY.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isZero();
        assertThat(bench.database().count("select count(*) from tax_call where verdict = 'taken' and body is not null"))
                .isPositive();
        assertThat(bench.database()
                        .count("select count(*) from tax_call where verdict = 'stranger' and body is not null"))
                .isZero();
        try (TaxOffice next = TaxOffice.start(0, bench.hub().http(), () -> Bench.NEXT_TAX_KEY)) {
            assertThat(next.notices(TaxNotice.of(dossier.code(), "1/TB", 1_000_000))
                            .code())
                    .as("while keys are changed, both open")
                    .isZero();
        }
    }
}
