package vn.gov.hanoi.hpasc.simulators.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;
import vn.gov.hanoi.hpasc.simulators.vnpay.VnpaySimulator;

/** With VNPAY for an example: it insists the most, and needs no call to open an order. */
class PaymentSimulatorTest {

    private static final String SECRET = "khoa-bi-mat";

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private volatile String answer = "{\"RspCode\":\"00\",\"Message\":\"ok\"}";
    private HttpPeer hub;
    private VnpaySimulator vnpay;

    @BeforeEach
    void start() {
        hub = HttpPeer.start(0, this::receive);
        vnpay = VnpaySimulator.start(0, new GatewayMerchant("HPASC001", Map.of("secret", SECRET), hub.uri("/ipn")));
        vnpay.callbacks().compress(10_000);
    }

    @AfterEach
    void stop() {
        vnpay.close();
        hub.close();
    }

    private void receive(HttpCall call) throws IOException {
        received.add(call.query());
        call.answer(HttpAnswer.json(200, answer));
    }

    private URI payUrl(String reference) {
        String form = "vnp_Amount=17500000&vnp_Command=pay&vnp_CreateDate=" + GatewayTime.text(Instant.now())
                + "&vnp_TmnCode=HPASC001&vnp_TxnRef=" + reference;
        return vnpay.address(
                VnpaySimulator.PAY_PATH + "?" + form + "&vnp_SecureHash=" + Hashes.hmac("HmacSHA512", SECRET, form));
    }

    private void quiet() {
        await().atMost(Duration.ofSeconds(10)).until(() -> vnpay.callbacks().pending() == 0);
    }

    @Test
    void callsTenTimesFiveMinutesApartUntilItIsHeard() {
        answer = "{\"RspCode\":\"99\",\"Message\":\"busy\"}";

        vnpay.pay(payUrl("HS1"));
        quiet();

        List<CallbackAttempt> attempts = vnpay.callbacks().attempts("HS1");
        assertThat(attempts).hasSize(10).noneMatch(CallbackAttempt::satisfied);
        assertThat(attempts).extracting(CallbackAttempt::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        for (int next = 1; next < attempts.size(); next++) {
            assertThat(Duration.between(
                            attempts.get(next - 1).at(), attempts.get(next).at()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(29));
        }
    }

    @Test
    void stopsAtAPositiveAnswer() {
        vnpay.pay(payUrl("HS1"));
        quiet();

        assertThat(vnpay.callbacks().attempts()).singleElement().matches(CallbackAttempt::satisfied);
    }

    @Test
    void callsAgainWhenNobodyAnswers() {
        hub.goDown();
        vnpay.pay(payUrl("HS1"));
        await().until(() -> vnpay.callbacks().attempts("HS1").size() >= 2);
        hub.comeBack();
        quiet();

        assertThat(vnpay.callbacks().attempts("HS1").getLast().satisfied()).isTrue();
        assertThat(vnpay.callbacks().attempts("HS1").getFirst().status()).isZero();
    }

    @Test
    void losesCopiesDelaysAndHoldsAsScripted() {
        vnpay.visit(payUrl("LOST"));
        vnpay.visit(payUrl("COPY"));
        vnpay.visit(payUrl("HELD"));
        vnpay.callbacks()
                .treatments()
                .nextFor("LOST", Treatment.LOST)
                .nextFor("COPY", Treatment.of("copies:3,delayed:100s"))
                .nextFor("HELD", Treatment.of("held"));

        vnpay.pay("LOST");
        vnpay.pay("COPY");
        vnpay.fail("HELD");
        vnpay.pay("HELD");
        quiet();

        assertThat(vnpay.callbacks().attempts("LOST")).isEmpty();
        assertThat(vnpay.callbacks().attempts("COPY")).hasSize(3);
        assertThat(received.stream().filter(query -> query.contains("HELD")).toList())
                .satisfiesExactly(
                        first -> assertThat(first).contains("vnp_ResponseCode=00"),
                        second -> assertThat(second).contains("vnp_ResponseCode=24"));
    }

    @Test
    void theWeatherIsTheSameForTheSameSeed() {
        Weather weather = new Weather(7, 30, 20, 5);
        List<Treatment> first = IntStream.range(0, 2_000)
                .mapToObj(order -> weather.of("HS" + order, 1))
                .toList();
        List<Treatment> second = IntStream.range(0, 2_000)
                .mapToObj(order -> new Weather(7, 30, 20, 5).of("HS" + order, 1))
                .toList();

        assertThat(first).isEqualTo(second);
        assertThat(first.stream().filter(Treatment::lost).count()).isBetween(520L, 680L);
        assertThat(first.stream().filter(treatment -> treatment.copies() > 1).count())
                .isBetween(320L, 480L);
        assertThat(first.stream()
                        .filter(treatment -> !treatment.delay().isZero())
                        .count())
                .isBetween(60L, 140L);
    }

    @Test
    void theSettlementFileIsTheTruthSaveWhatWasScripted() {
        for (String order : List.of("TRUE", "OMIT", "MORE", "LATE")) {
            vnpay.pay(payUrl(order));
        }
        vnpay.visit(payUrl("OPEN"));
        vnpay.settlements().omit("OMIT").amount("MORE", 175_001).nextDay("LATE");
        var today = GatewayTime.day(Instant.now());

        assertThat(vnpay.settlement("HPASC001", today).lines())
                .hasSize(3)
                .anyMatch(row -> row.contains(",TRUE,01,17500000,"))
                .anyMatch(row -> row.contains(",MORE,01,17500100,"));
        assertThat(vnpay.settlement("HPASC001", today.plusDays(1)).lines())
                .hasSize(2)
                .anyMatch(row -> row.contains(",LATE,"));
        assertThat(vnpay.settlement("KHAC", today).lines()).hasSize(1);
    }

    @Test
    void canBeDirectedFromOutside() throws IOException, InterruptedException {
        String order = "{\"order\":\"HS1\"}";
        assertThat(http("GET", payUrl("HS1"), "").body()).contains("175000");
        http("POST", vnpay.address("/_sim/callbacks"), "{\"order\":\"HS1\",\"next\":[\"copies:2\"]}");
        http("POST", vnpay.address("/_sim/time"), "{\"compression\":1000}");

        assertThat(http("POST", vnpay.address("/_sim/pay"), order).body())
                .contains("\"money\":\"PAID\"", "\"paid\":175000");
        quiet();
        assertThat(http("GET", vnpay.address("/_sim/callbacks?order=HS1"), "").body())
                .contains("\"satisfied\":true");
        assertThat(http("GET", vnpay.address("/_sim/orders?order=HS1"), "").body())
                .contains("\"order\":\"HS1\"");
        assertThat(received).hasSize(2);
        assertThat(http("POST", vnpay.address("/_sim/pay"), "{\"order\":\"NONE\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http("POST", vnpay.address("/_sim/pay"), "{").statusCode()).isEqualTo(400);
    }

    @Test
    void aPayAddressWithAWrongSignatureOpensNothing() throws IOException, InterruptedException {
        URI forged = URI.create(payUrl("HS1").toString().replace("17500000", "100"));

        assertThat(http("GET", forged, "").statusCode()).isEqualTo(400);
        assertThat(vnpay.orders().all()).isEmpty();
    }

    private static HttpResponse<String> http(String method, URI address, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }
}
