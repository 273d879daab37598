package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.hub.ingress.SecurityCounts;

/** Every partner's and every other way to be refused by the whole hub: one security event each, and no secret in the log. */
@ExtendWith(OnThePaymentBench.class)
class RefusedCallersIT {

    private static final String SECRET = "bi-mat-cua-nguoi-goi-0123456789";
    private static final String MOMO = "{\"partnerCode\":\"MOMO\",\"orderId\":\"1\",\"signature\":\"" + SECRET + "\"}";
    private static final String CALLBACK = "authentication-failed callback";

    private final PaymentBench bench;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    RefusedCallersIT(PaymentBench bench) {
        this.bench = bench;
    }

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        client.close();
    }

    /**
     * A call that is refused.
     *
     * @param agency whose token it carries; empty for none
     * @param header name and value of one more header; empty for none
     */
    record Refused(String agency, String method, String path, String header, String body, String counted) {}

    private static Refused callback(String method, String path, String body) {
        return new Refused("", method, path, "", body, CALLBACK);
    }

    static Stream<Refused> refused() {
        String payments = "/api/v1/payments";
        String refunds = payments + "/" + UUID.randomUUID() + "/refunds";
        return Stream.of(
                callback("GET", "/callbacks/vnpay/published-vnpay-test?vnp_TxnRef=1&vnp_SecureHash=" + SECRET, ""),
                callback("POST", "/callbacks/momo/published-momo", MOMO),
                callback("POST", "/callbacks/momo/published-momo", SECRET),
                callback(
                        "POST", "/callbacks/zalopay/published-zalopay", "{\"data\":\"{}\",\"mac\":\"" + SECRET + "\"}"),
                callback(
                        "POST", "/callbacks/payment-platform/published-platform", "{\"MaXacThuc\":\"" + SECRET + "\"}"),
                callback("POST", "/callbacks/momo/nobody-" + SECRET, MOMO),
                callback("GET", "/callbacks/vnpay/" + PublishedMerchants.GUARDED + "?vnp_SecureHash=" + SECRET, ""),
                callback("GET", "/returns/momo/published-momo?signature=" + SECRET, ""),
                new Refused(
                        "",
                        "POST",
                        "/callbacks/payment-platform/lookup",
                        "Authorization: Bearer " + SECRET,
                        "{}",
                        CALLBACK),
                new Refused("", "POST", "/callbacks/portal/dossiers", "X-Portal-Key: " + SECRET, "{}", CALLBACK),
                callback("POST", "/callbacks/portal/tax-notices", "{\"SecurityKey\":\"" + SECRET + "\"}"),
                callback("POST", "/callbacks/portal/tax-vouchers", SECRET),
                new Refused(
                        "",
                        "POST",
                        "/callbacks/land-registry/CapNhatTienDo",
                        "X-Land-Registry-Key: " + SECRET,
                        "{}",
                        CALLBACK),
                new Refused("", "GET", "/files/" + SECRET, "", "", "authentication-failed files"),
                new Refused("", "POST", "/api/v1/attachments", "", "x", "authentication-failed files"),
                new Refused("", "POST", payments, "", "{}", "authentication-failed payments"),
                new Refused(
                        "", "POST", refunds, "Authorization: Bearer " + SECRET, "{}", "authentication-failed payments"),
                new Refused("H26.04", "POST", refunds, "", "{}", "authority-refused payments"));
    }

    private HttpResponse<String> send(Refused refused) throws IOException, InterruptedException {
        URI address = bench.hub().http().resolve(refused.path());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .method(
                        refused.method(),
                        refused.method().equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(refused.body()));
        if (!refused.agency().isEmpty()) {
            request.header("Authorization", "Bearer " + bench.hub().token(refused.agency()));
        }
        if (!refused.header().isEmpty()) {
            String[] header = refused.header().split(": ");
            request.header(header[0], header[1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void eachLeavesOneEventAndNothingOfWhatItShowed(Refused refused) throws Exception {
        MeterRegistry registry = bench.hub().bean(MeterRegistry.class);
        Map<String, Integer> before = SecurityCounts.of(registry);
        HttpResponse<String> answer = send(refused);
        assertThat(SecurityCounts.since(before, registry)).as(answer.body()).isEqualTo(Map.of(refused.counted(), 1));
        assertThat(answer.body()).doesNotContain(SECRET);
        for (ILoggingEvent line : lines.list) {
            String written = line.getFormattedMessage() + line.getKeyValuePairs();
            assertThat(written).doesNotContain(SECRET);
            if (line.getLoggerName().endsWith("hpasc.security")) {
                assertThat(written).contains("address=\"127.0.0.1\"");
            }
        }
    }
}
