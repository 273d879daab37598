package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.hub.proof.Bench.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.RevocationDecision;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.proof.PaymentBench.Opened;
import vn.gov.hanoi.hpasc.hub.proof.PaymentBench.Told;
import vn.gov.hanoi.hpasc.simulators.payment.CallbackAttempt;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.Treatment;

/** Money, from the obligation to the receipt, through every gateway, and everything that goes wrong on the way. */
@ExtendWith(OnThePaymentBench.class)
class PaymentIT {

    /** Of the list in the shipped payments.yaml. */
    private static final Payee TAX_ACCOUNT = new Payee("7111.1.1056789", "KBNN-HN", "Thuế thành phố Hà Nội");

    private final PaymentBench bench;

    PaymentIT(PaymentBench bench) {
        this.bench = bench;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vnpay", "momo", "zalopay", "payment-platform", "keypay"})
    void paysThroughEveryGatewayAndTellsEverybody(String gateway) {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        assertThat(bench.dossier(dossier).path("status").asInt()).isEqualTo(6);
        Told order = bench.open(dossier, "PHI-1", gateway);
        assertThat(order.json().path("state").asText()).isEqualTo("PENDING");
        assertThat(order.json().path("amount").asLong()).isEqualTo(120_000);
        bench.gateway(gateway).pay(order.payUrl());
        JsonNode paid = bench.awaitState(order.paymentId(), "PAID");
        assertThat(paid.path("paidAmount").asLong()).isEqualTo(120_000);
        bench.awaitStatus(dossier, 4);
        JsonNode dues = bench.dossier(dossier).path("dues");
        assertThat(dues.path("outstanding").asLong()).isZero();
        assertThat(dues.path("obligations").findValuesAsText("state")).contains("paid");
        assertThat(dues.path("payments").get(0).path("gateway").asText()).isEqualTo(gateway);
        eventually(() -> {
            assertThat(bench.city().at("land-office", dossier, MessageType.PAYMENT_CONFIRMED))
                    .hasSize(1);
            assertThat(bench.city().at("hpasc-core", dossier, MessageType.PAYMENT_CONFIRMED))
                    .hasSize(1);
        });
    }

    @Test
    void fetchesTheReceiptWhereTheGatewayIssuesOne() {
        Opened order = bench.opened("payment-platform");
        String receipt = "/api/v1/payments/" + order.paymentId() + "/receipt";
        Told tooSoon = bench.get(receipt, Dossier.CORE);
        assertThat(tooSoon.status()).isEqualTo(409);
        assertThat(tooSoon.json().path("code").asText()).isEqualTo("HUB-407");
        order.pay();
        bench.awaitState(order.paymentId(), "PAID");
        Told document = bench.get(receipt, Dossier.CORE);
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.json().asText())
                .startsWith("%PDF-")
                .contains(order.wire())
                .contains("120000");
        assertThat(bench.get(receipt, "H26.04").status()).isEqualTo(404);
        order.gateway().goDown();
        // a connection that was kept is found dead before the question is sent, or after
        assertThat(bench.get(receipt, Dossier.CORE).status()).isIn(503, 504);
    }

    @Test
    void saysThatThereIsNoReceiptWhereTheGatewayIssuesNone() {
        Opened order = bench.paid("vnpay");
        Told none = bench.get("/api/v1/payments/" + order.paymentId() + "/receipt", Dossier.CORE);
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().path("code").asText()).isEqualTo("HUB-307");
        assertThat(bench.get("/api/v1/payments/" + UUID.randomUUID() + "/receipt", Dossier.CORE)
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("HUB-300");
    }

    @Test
    void staysInStatusSixUntilNothingIsOpen() {
        Dossier dossier = bench.owing("A", 100_000);
        bench.raise(dossier, "B", 50_000);
        bench.gateway("vnpay").pay(bench.open(dossier, "A", "vnpay").payUrl());
        eventually(() -> assertThat(
                        bench.dossier(dossier).path("dues").path("outstanding").asLong())
                .isEqualTo(50_000));
        assertThat(bench.dossier(dossier).path("status").asInt()).isEqualTo(6);
        assertThat(bench.dossier(dossier).path("paused").asBoolean()).isTrue();
        bench.gateway("momo").pay(bench.open(dossier, "B", "momo").payUrl());
        bench.awaitStatus(dossier, 4);
    }

    @Test
    void theMoneyGoesToWhoeverRaisedTheObligation() {
        Opened land = bench.opened("vnpay");
        bench.raise(land.dossier(), "THUE-1", 900_000, "G12.10");
        Told tax = bench.open(land.dossier(), "THUE-1", "vnpay");
        assertThat(bench.payment(land.paymentId()).path("merchant").asText()).isEqualTo("land-vnpay");
        assertThat(bench.payment(tax.paymentId()).path("merchant").asText())
                .as("the tax office has no contract of its own")
                .isEqualTo("hanoi-vnpay");
    }

    @Test
    void opensOneOrderForAKeyAndRefusesOtherContentUnderIt() {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        String key = UUID.randomUUID().toString();
        Told first = bench.open(dossier, "PHI-1", "vnpay", key);
        Told again = bench.open(dossier, "PHI-1", "vnpay", key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        Told other = bench.open(dossier, "PHI-1", "momo", key);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("code").asText()).isEqualTo("HUB-409");
        assertThat(bench.open(dossier, "PHI-2", "vnpay", "k2")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("HUB-305");
        assertThat(bench.open(dossier, "PHI-1", "paypal", "k3")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("HUB-306");
    }

    @Test
    void opensOneOrderWhenTheSameKeyComesManyTimesAtOnce() {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Told>> answers = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> bench.open(dossier, "PHI-1", "zalopay", key)))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join))
                .allSatisfy(told -> assertThat(told.status()).isEqualTo(201))
                .extracting(Told::paymentId)
                .containsOnly(bench.open(dossier, "PHI-1", "zalopay", key).paymentId());
        assertThat(bench.database().count("select count(*) from payment_order where dossier_code = ?", dossier.code()))
                .isEqualTo(1);
    }

    @Test
    void hasNothingToOpenWhenAllIsPaid() {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        bench.gateway("vnpay").pay(bench.open(dossier, "PHI-1", "vnpay").payUrl());
        bench.awaitStatus(dossier, 4);
        Told told = bench.open(dossier, "PHI-1", "vnpay", UUID.randomUUID().toString());
        assertThat(told.status()).isEqualTo(409);
        assertThat(told.json().path("code").asText()).isEqualTo("HUB-408");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vnpay", "momo", "zalopay", "payment-platform", "keypay"})
    void asksUntilItKnowsWhenTheCallbackIsLost(String gateway) {
        Opened order = bench.opened(gateway);
        order.gateway().callbacks().treatments().alwaysFor(order.wire(), Treatment.LOST);
        order.pay();
        JsonNode paid = bench.awaitState(order.paymentId(), "PAID");
        assertThat(paid.path("history").toString()).contains("inquiry");
        bench.awaitStatus(order.dossier(), 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vnpay", "momo", "zalopay", "payment-platform", "keypay"})
    void takesADuplicateForWhatItIs(String gateway) {
        Opened order = bench.opened(gateway);
        order.gateway().callbacks().treatments().alwaysFor(order.wire(), Treatment.of("copies:3"));
        order.pay();
        eventually(() -> assertThat(order.attempts()).hasSizeGreaterThanOrEqualTo(3));
        assertThat(order.attempts()).allMatch(CallbackAttempt::satisfied);
        bench.awaitStatus(order.dossier(), 4);
        assertThat(bench.cases(order.paymentId(), "double-payment")).isZero();
        assertThat(bench.database()
                        .count("select count(*) from payment_effect where payment_id = ?", order.paymentId()))
                .isEqualTo(1);
        if (gateway.equals("vnpay")) {
            assertThat(order.attempts())
                    .extracting(attempt -> attempt.answer().replaceAll(".*\"RspCode\":\"(\\d\\d)\".*", "$1"))
                    .contains("00", "02");
        }
    }

    @Test
    void keepsTheFactThatMoneyMovedWhenTheAmountIsWrong() {
        Opened order = bench.opened("vnpay");
        order.gateway().pay(order.wire(), 12_000);
        JsonNode mismatch = bench.awaitState(order.paymentId(), "MISMATCH");
        assertThat(mismatch.path("paidAmount").asLong()).isEqualTo(12_000);
        assertThat(order.attempts().getFirst().answer()).contains("\"04\"");
        assertThat(bench.cases(order.paymentId(), "wrong-amount")).isEqualTo(1);
        assertThat(bench.dossier(order.dossier()).path("status").asInt()).isEqualTo(6);
        assertThat(bench.admin(
                                "POST",
                                "/admin/v1/payments/" + order.paymentId() + "/accept",
                                "{\"operator\":\"an\",\"reason\":\"nộp một phần\"}")
                        .status())
                .isEqualTo(204);
        eventually(() -> assertThat(bench.dossier(order.dossier())
                        .path("dues")
                        .path("outstanding")
                        .asLong())
                .isEqualTo(108_000));
        assertThat(bench.dossier(order.dossier()).path("status").asInt()).isEqualTo(6);
    }

    @Test
    void takesMoneyThatComesAfterTheOrderHadFailed() {
        Opened order = bench.opened("vnpay");
        order.gateway().fail(order.wire());
        bench.awaitState(order.paymentId(), "FAILED");
        assertThat(order.attempts().getFirst().answer()).contains("\"00\"");
        order.pay();
        bench.awaitState(order.paymentId(), "PAID_LATE");
        assertThat(bench.cases(order.paymentId(), "late-payment")).isEqualTo(1);
        bench.awaitStatus(order.dossier(), 4);
    }

    @Test
    void neverTakesAPaymentBack() {
        Opened order = bench.opened("vnpay");
        order.pay();
        bench.awaitState(order.paymentId(), "PAID");
        order.gateway().fail(order.wire());
        eventually(() -> assertThat(
                        bench.payment(order.paymentId()).path("history").toString())
                .contains("\"legal\":false"));
        assertThat(bench.payment(order.paymentId()).path("state").asText()).isEqualTo("PAID");
    }

    @Test
    void makesACaseOfASecondPaymentAndGivesItBack() {
        Opened order = bench.opened("momo");
        order.pay();
        bench.awaitState(order.paymentId(), "PAID");
        order.pay();
        eventually(() ->
                assertThat(bench.cases(order.paymentId(), "double-payment")).isEqualTo(1));
        JsonNode payment = bench.payment(order.paymentId());
        assertThat(payment.path("transactions")).hasSize(2);
        bench.awaitStatus(order.dossier(), 4);
        assertThat(bench.dossier(order.dossier()).path("dues").path("overpaid").asLong())
                .isZero();
        String first = payment.path("transaction").asText();
        String second = payment.path("transactions").findValuesAsText("transaction").stream()
                .filter(transaction -> !transaction.equals(first))
                .findFirst()
                .orElseThrow();
        Told refund = bench.refund(order.paymentId(), null, second, "r-" + order.paymentId());
        assertThat(refund.status()).isEqualTo(201);
        assertThat(refund.json().path("amount").asLong()).isEqualTo(120_000);
        bench.awaitState(order.paymentId(), "REFUNDED_PART");
        assertThat(bench.dossier(order.dossier()).path("status").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vnpay", "momo", "zalopay"})
    void givesMoneyBackOnceAndTellsOfIt(String gateway) {
        Opened order = bench.opened(gateway);
        order.pay();
        bench.awaitStatus(order.dossier(), 4);
        String key = "r-" + order.paymentId();
        Told refund = bench.refund(order.paymentId(), 50_000L, null, key);
        assertThat(refund.status()).isEqualTo(201);
        assertThat(bench.refund(order.paymentId(), 50_000L, null, key).json().path("refundId"))
                .isEqualTo(refund.json().path("refundId"));
        assertThat(bench.refund(order.paymentId(), 60_000L, null, key).status()).isEqualTo(409);
        bench.awaitState(order.paymentId(), "REFUNDED_PART");
        assertThat(bench.refund(order.paymentId(), 80_000L, null, "x-" + key).status())
                .isEqualTo(422);
        bench.refund(order.paymentId(), null, null, "y-" + key);
        JsonNode refunded = bench.awaitState(order.paymentId(), "REFUNDED");
        assertThat(refunded.path("refunded").asLong()).isEqualTo(120_000);
        eventually(() -> assertThat(bench.city().at("land-office", order.dossier(), MessageType.PAYMENT_REFUNDED))
                .hasSize(2));
        // what went back is owed again
        bench.awaitStatus(order.dossier(), 6);
    }

    @Test
    void inquiresAboutARefundOfWhichItHeardNothingBeforeItSendsItAgain() {
        Opened order = bench.opened("momo");
        order.pay();
        bench.awaitState(order.paymentId(), "PAID");
        order.gateway().goDown();
        bench.refund(order.paymentId(), null, null, "r-" + order.paymentId());
        eventually(() -> assertThat(bench.database()
                        .count(
                                "select count(*) from payment_refund where payment_id = ? and sent and tries > 1",
                                order.paymentId()))
                .isEqualTo(1));
        order.gateway().comeBack();
        bench.awaitState(order.paymentId(), "REFUNDED");
        assertThat(order.gateway().orders().get(order.wire()).refunds()).hasSize(1);
    }

    // ── Calls that nobody should believe ────────────────────────────────────────────────────────────────────────────

    @Test
    void answersABadSignatureAsEachGatewayWantsAndChangesNothing() {
        assertThat(bench.callback("/callbacks/vnpay/hanoi-vnpay?vnp_TxnRef=X&vnp_Amount=100&vnp_SecureHash=00")
                        .json()
                        .path("RspCode")
                        .asText())
                .isEqualTo("97");
        assertThat(bench.callback("/callbacks/momo/hanoi-momo", "{\"orderId\":\"X\",\"signature\":\"00\"}")
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(bench.callback("/callbacks/zalopay/hanoi-zalopay", "{\"data\":\"{}\",\"mac\":\"00\",\"type\":1}")
                        .json()
                        .path("return_code")
                        .asInt())
                .isEqualTo(-1);
        assertThat(bench.callback("/callbacks/vnpay/nobody?vnp_TxnRef=X").status())
                .isEqualTo(404);
        assertThat(bench.callback("/callbacks/momo/hanoi-vnpay", "{}").status()).isEqualTo(404);
        assertThat(bench.database().count("select count(*) from payment_callback where verdict = 'bad-signature'"))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aForgedSuccessDoesNotStandInTheWayOfTheTrueOne() {
        Opened order = bench.opened("vnpay");
        order.gateway().callbacks().treatments().nextFor(order.wire(), Treatment.of("forged"));
        order.pay();
        assertThat(order.attempts().getFirst().answer()).contains("\"97\"");
        assertThat(bench.database()
                        .count(
                                "select count(*) from payment_transaction where payment_id = ? and seen_by = 'callback'",
                                order.paymentId()))
                .isZero();
        order.gateway().tellAgain(order.wire());
        bench.awaitState(order.paymentId(), "PAID");
    }

    @Test
    void showsThePayerWhatIsKnownAndChangesNothing() {
        Opened order = bench.opened("vnpay");
        order.gateway().callbacks().treatments().alwaysFor(order.wire(), Treatment.of("delayed:1h"));
        order.pay();
        URI back = order.gateway().returnUrl(order.wire());
        assertThat(back).isNotNull();
        Told shown = bench.callback("/returns/vnpay/land-vnpay?" + back.getRawQuery());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().path("verified").asBoolean()).isTrue();
        assertThat(shown.json().path("gatewayStatus").asText()).isEqualTo("PAID");
        Told forged =
                bench.callback("/returns/vnpay/land-vnpay?" + back.getRawQuery().replace("12000000", "12000001"));
        assertThat(forged.status()).isEqualTo(400);
        assertThat(forged.json().path("verified").asBoolean()).isFalse();
    }

    @Test
    void tellsThePortalWhatADossierOwes() {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        assertThat(lookup(dossier.code(), "wrong").status()).isEqualTo(401);
        assertThat(lookup(dossier.code()).path("error_code").asInt()).isEqualTo(1);
        assertThat(lookup("H26.13-990101-0001").path("error_code").asInt()).isEqualTo(-1);
        bench.gateway("vnpay").pay(bench.open(dossier, "PHI-1", "vnpay").payUrl());
        bench.awaitStatus(dossier, 4);
        assertThat(lookup(dossier.code()).path("error_code").asInt()).isZero();
    }

    @Test
    void anAccountOfAMessageStandsOnNoBill() {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        JsonNode bill = lookup(dossier.code()).path("message");
        assertThat(bill.path("TKThuHuong").asText()).isEqualTo("3949.0.1234567");
        assertThat(bill.toString()).doesNotContain("3949.0.1120000");
        assertThat(bench.dossier(dossier).toString()).doesNotContain("3949.0.1120000");
    }

    @Test
    void severalPayeesAreSeveralBillsThatAddUp() {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        bench.raise(dossier, "PHI-2", 30_000);
        bench.raise(dossier, "THUE-1", 900_000, "G12.10", TAX_ACCOUNT);
        JsonNode bills = lookup(dossier.code()).path("message");
        assertThat(bills).hasSize(2);
        assertThat(bills.findValuesAsText("TKThuHuong")).containsExactly("3949.0.1234567", TAX_ACCOUNT.account());
        assertThat(bills.findValuesAsText("MaTraCuuTT")).doesNotHaveDuplicates();
        assertThat(bills.path(0).path("DSKhoanNop").findValuesAsText("SoTien")).containsExactly("120000", "30000");
        assertThat(bills.path(1).path("DSKhoanNop").findValuesAsText("SoTien")).containsExactly("900000");
    }

    @Test
    void anAccountThatTheTaxOfficeDoesNotHaveMakesNoBillAndOneCase() {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        bench.raise(dossier, "THUE-1", 900_000, "G12.10");
        for (int i = 0; i < 2; i++) {
            JsonNode bill = lookup(dossier.code()).path("message");
            assertThat(bill.path("DSKhoanNop").findValuesAsText("SoTien")).containsExactly("120000");
            Told order = bench.open(
                    dossier, "THUE-1", "payment-platform", UUID.randomUUID().toString());
            assertThat(order.json().path("code").asText()).isEqualTo("HUB-306");
        }
        assertThat(bench.database()
                        .count(
                                "select count(*) from payment_case where dossier_code = ? and kind = 'payee-not-listed'",
                                dossier.code()))
                .isEqualTo(1);
        bench.raise(dossier, "THUE-1", 900_000, "G12.10", TAX_ACCOUNT);
        assertThat(lookup(dossier.code()).path("message").findValuesAsText("TKThuHuong"))
                .contains(TAX_ACCOUNT.account());
    }

    @Test
    void moneyGoesBackOnlyAtTheWordOfWhoKeepsItsBooks() {
        Dossier dossier = bench.owing("PHI-1", 120_000);
        bench.raise(dossier, "THUE-1", 900_000, "G12.10", TAX_ACCOUNT);
        Told order = bench.open(dossier, "THUE-1", "vnpay");
        bench.gateway("vnpay").pay(bench.gateway("vnpay").visit(order.payUrl()).reference());
        bench.awaitState(order.paymentId(), "PAID");

        Told asked = bench.refund(order.paymentId(), null, null, "r-" + order.paymentId());

        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.json().path("code").asText()).isEqualTo("HUB-205");
        assertThat(bench.database()
                        .count("select count(*) from payment_refund where payment_id = ?", order.paymentId()))
                .isZero();
    }

    @Test
    void anObligationBelongsToWhoRaisedIt() {
        Dossier dossier = bench.owing("PHI-1", 5_000_000);
        Answer overwritten =
                bench.agency("G12.10").send(Wire.REST, PaymentBench.raised(dossier, "PHI-1", 1, "G12.10", TAX_ACCOUNT));
        assertThat(overwritten.code()).isEqualTo("HUB-205");
        Answer confirmed = bench.agency("G12.10")
                .send(
                        Wire.REST,
                        dossier.about()
                                .from("G12.10")
                                .with(
                                        MessageType.PAYMENT_CONFIRMED,
                                        new PaymentConfirmed(
                                                "PHI-1",
                                                new Vnd(5_000_000),
                                                bench.clock().instant(),
                                                "tax-voucher",
                                                "CT-" + UUID.randomUUID(),
                                                null))
                                .build());
        assertThat(confirmed.code()).isEqualTo("HUB-205");
        Answer revoked = bench.agency("G12.10")
                .send(
                        Wire.REST,
                        dossier.about()
                                .from("G12.10")
                                .with(MessageType.REVOKED, new Revoked("PHI-1", RevocationDecision.REVOKED, null))
                                .build());
        assertThat(revoked.code()).isEqualTo("HUB-205");
        assertThat(bench.dossier(dossier).path("dues").path("outstanding").asLong())
                .isEqualTo(5_000_000);
        bench.raise(dossier, "PHI-1", 4_000_000);
        assertThat(bench.dossier(dossier).path("dues").path("outstanding").asLong())
                .isEqualTo(4_000_000);
    }

    private JsonNode lookup(String code) {
        Told told = lookup(
                code,
                bench.hub()
                        .bean(vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants.class)
                        .lookup()
                        .tokens()
                        .getFirst()
                        .value());
        assertThat(told.status()).isEqualTo(200);
        return told.json();
    }

    private Told lookup(String code, String token) {
        return PaymentBench.call(
                HttpRequest.newBuilder(bench.hub().http().resolve("/callbacks/payment-platform/lookup"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"MaHoSo\":\"" + code + "\"}")));
    }

    @Test
    void answersSoThatTheGatewayCallsAgainWhileTheDatabaseIsAway() throws Exception {
        Opened order = bench.opened("vnpay");
        order.gateway().callbacks().treatments().alwaysFor(order.wire(), Treatment.of("delayed:1h"));
        order.pay();
        URI genuine = order.gateway().returnUrl(order.wire());
        bench.postgres().kill();
        try {
            assertThat(bench.callback("/callbacks/vnpay/land-vnpay?" + genuine.getRawQuery())
                            .json()
                            .path("RspCode")
                            .asText())
                    .isEqualTo("99");
            assertThat(bench.callback("/callbacks/momo/hanoi-momo", "{}").status())
                    .isGreaterThanOrEqualTo(500);
            assertThat(bench.callback("/callbacks/zalopay/hanoi-zalopay", "{}")
                            .json()
                            .path("return_code")
                            .asInt())
                    .isZero();
        } finally {
            bench.postgres().start();
        }
        bench.awaitState(order.paymentId(), "PAID");
    }

    // ── Settlement ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void findsEveryDifferenceInASettlementFileOnce() {
        PaymentSimulator zalopay = bench.gateway("zalopay");
        String matched = bench.paid("zalopay").wire();
        String omitted = bench.paid("zalopay").wire();
        String amount = bench.paid("zalopay").wire();
        zalopay.settlements().omit(omitted).amount(amount, 1_000);
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        String file = zalopay.settlement("262601", day);
        String path = "/admin/v1/settlements/hanoi-zalopay/" + day + "?operator=an&file=a.csv";
        Told report = bench.admin("POST", path, file);
        assertThat(report.status()).isEqualTo(201);
        JsonNode classes = report.json().path("classes");
        assertThat(classes.path("amount").path("lines").asInt()).isEqualTo(1);
        assertThat(classes.path("only-hub").path("lines").asInt()).isEqualTo(1);
        assertThat(classes.path("matched").path("lines").asInt()).isGreaterThanOrEqualTo(1);
        assertThat(matched).isNotEmpty();
        Told again = bench.admin("POST", path, file);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(report.json());
        Told csv = bench.admin(
                "GET", "/admin/v1/settlements/" + report.json().path("importId").asLong() + "/lines.csv", "");
        assertThat(csv.json().asText()).startsWith("line,class,kind").contains("only-hub");
        JsonNode cases =
                bench.admin("GET", "/admin/v1/cases?kind=settlement", "").json();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(2);
        assertThat(cases.get(0).path("owner").asText())
                .as("until somebody has it")
                .isEqualTo("payment-desk");
        long caseId = cases.get(0).path("caseId").asLong();
        assertThat(bench.admin(
                                "POST",
                                "/admin/v1/cases/" + caseId + "/assign",
                                "{\"operator\":\"an\",\"owner\":\"bình\"}")
                        .status())
                .isEqualTo(204);
        assertThat(bench.admin(
                                "POST",
                                "/admin/v1/cases/" + caseId + "/close",
                                "{\"operator\":\"bình\",\"reason\":\"đã đối chiếu\"}")
                        .status())
                .isEqualTo(204);
        JsonNode closed = bench.admin("GET", "/admin/v1/cases/" + caseId, "").json();
        assertThat(closed.path("state").asText()).isEqualTo("closed");
        assertThat(closed.path("history").findValuesAsText("act")).containsExactly("opened", "assigned", "closed");
    }
}
