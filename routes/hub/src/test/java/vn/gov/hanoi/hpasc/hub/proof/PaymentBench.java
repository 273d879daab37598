package vn.gov.hanoi.hpasc.hub.proof;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.storage.TestPostgres;
import vn.gov.hanoi.hpasc.simulators.payment.CallbackAttempt;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;

/** A hub with gateways, of its own, for its orders must not meet the moved clock of the common bench. */
final class PaymentBench implements AutoCloseable {

    static final String BACK = "https://dichvucong.example/quay-lai";

    /** Calls that nobody signed, of which the hub keeps no more. */
    static final int MOST_UNVERIFIED = 150;

    private static final Path FOLDER = Path.of("target", "payment-proof").toAbsolutePath();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final MovableClock clock = new MovableClock();
    private final TestPostgres postgres;
    private final Database database;
    private final City city = new City();
    private final Gateways gateways = new Gateways();
    private final HubUnderTest hub;

    PaymentBench() throws IOException, SQLException {
        this.postgres = TestPostgres.startedIn(FOLDER.resolve("postgres"));
        String url = postgres.fresh("payments");
        this.database = new Database(url, postgres.owner(), postgres.ownerPassword());
        PublishedMerchants published = new PublishedMerchants();
        Map<String, Object> settings = new HashMap<>(city.settings());
        settings.put("hub.config.dir", published.besideTheShipped(FOLDER.resolve("config")));
        settings.putAll(published.keys());
        settings.put("hub.callback.proxies", "127.0.0.1");
        settings.put("hub.callback.forget", "1s");
        settings.put("hub.callback.most-unverified", MOST_UNVERIFIED);
        settings.put("hub.callback.unverified-per-address", 100_000);
        settings.put("hub.callback.unverified-per-minute", 100_000);
        settings.putAll(gateways.settings());
        settings.putAll(postgres.settings(url));
        settings.put("hub.routing.without-roles", "landRegistry");
        settings.put("hub.payments.tick", "100ms");
        settings.put("hub.payments.refund-after", "200ms");
        settings.put("hub.payments.polling.usual.after", "1s,2s,3s,5s");
        settings.put("hub.payments.polling.usual.every", "2s");
        settings.put("hub.payments.polling.usual.per-second", "100");
        this.hub = HubUnderTest.start(FOLDER.resolve("hub"), clock, settings).withItsStore();
        gateways.meet(hub);
        // the first calls are slow ones, and come while the tables are still being made
        await().atMost(Bench.PATIENCE)
                .until(() -> callback("/callbacks/momo/published-momo", "{}").status(), status -> status == 400);
        agency(Dossier.CORE).send(Dossier.of(Department.LAND).submitted());
    }

    HubUnderTest hub() {
        return hub;
    }

    PaymentSimulator gateway(String name) {
        return gateways.at(name);
    }

    City city() {
        return city;
    }

    Database database() {
        return database;
    }

    TestPostgres postgres() {
        return postgres;
    }

    MovableClock clock() {
        return clock;
    }

    AgencyClient agency(String code) {
        return hub.agency(code);
    }

    /** A dossier that waits for money in status 6. */
    Dossier owing(String obligation, long amount) {
        Dossier dossier = Dossier.of(Department.LAND);
        agency(Dossier.CORE).send(dossier.submitted());
        agency(Department.LAND.agency()).send(dossier.progressed(DossierStatus.ACCEPTED));
        raise(dossier, obligation, amount);
        return dossier;
    }

    void raise(Dossier dossier, String obligation, long amount) {
        raise(dossier, obligation, amount, Department.LAND.agency());
    }

    void raise(Dossier dossier, String obligation, long amount, String by) {
        raise(
                dossier,
                obligation,
                amount,
                by,
                new Payee("3949.0.1120000", "VBAAVNVX", "Văn phòng Đăng ký đất đai Hà Nội"));
    }

    void raise(Dossier dossier, String obligation, long amount, String by, Payee payee) {
        agency(by).send(raised(dossier, obligation, amount, by, payee));
    }

    static DossierMessage raised(Dossier dossier, String obligation, long amount, String by, Payee payee) {
        return dossier.about()
                .from(by)
                .with(
                        MessageType.OBLIGATION_RAISED,
                        new ObligationRaised(
                                obligation,
                                ChargeKind.FEE,
                                "Phí thẩm định hồ sơ cấp Giấy chứng nhận",
                                new Vnd(amount),
                                null,
                                "12/TB-VPĐK",
                                payee,
                                null))
                .build();
    }

    /**
     * A dossier that owes 120,000 đồng, and an order for it at a gateway, where the payer has arrived.
     *
     * @param told what the hub answered
     * @param wire how the gateway names the order: ZaloPay puts a date in front
     */
    record Opened(Dossier dossier, Told told, PaymentSimulator gateway, String wire) {

        UUID paymentId() {
            return told.paymentId();
        }

        void pay() {
            gateway.pay(wire);
        }

        List<CallbackAttempt> attempts() {
            return await().atMost(Bench.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> gateway.callbacks().attempts(wire), attempts -> !attempts.isEmpty());
        }
    }

    Opened opened(String gateway) {
        Dossier dossier = owing("PHI-1", 120_000);
        Told order = open(dossier, "PHI-1", gateway);
        PaymentSimulator simulator = gateway(gateway);
        return new Opened(
                dossier, order, simulator, simulator.visit(order.payUrl()).reference());
    }

    /** An order that was paid. */
    Opened paid(String gateway) {
        Opened order = opened(gateway);
        order.pay();
        awaitState(order.paymentId(), "PAID");
        return order;
    }

    /** All gateways are well again, and call back as they should. */
    void mend() {
        gateways.mend();
    }

    /** What the hub answered. */
    record Told(int status, JsonNode json) {
        UUID paymentId() {
            return UUID.fromString(json.path("paymentId").asText());
        }

        URI payUrl() {
            return URI.create(json.path("payUrl").asText());
        }
    }

    Told open(Dossier dossier, String obligation, String gateway) {
        Told told = open(dossier, obligation, gateway, UUID.randomUUID().toString());
        if (told.status() != 201) {
            throw new AssertionError("no order but " + told);
        }
        return told;
    }

    Told open(Dossier dossier, String obligation, String gateway, String key) {
        ObjectNode body = HttpWire.JSON
                .createObjectNode()
                .put("dossierCode", dossier.code())
                .put("obligationId", obligation)
                .put("gateway", gateway)
                .put("returnUrl", BACK)
                .put("payerAddress", "113.190.1.2");
        return post("/api/v1/payments", body, key);
    }

    Told refund(UUID paymentId, @Nullable Long amount, @Nullable String transaction, String key) {
        ObjectNode body = HttpWire.JSON.createObjectNode().put("reason", "Thu thừa");
        if (amount != null) {
            body.put("amount", amount);
        }
        if (transaction != null) {
            body.put("transaction", transaction);
        }
        return refund(Dossier.CORE, paymentId, body, key);
    }

    Told refund(String agency, UUID paymentId, JsonNode body, String key) {
        return post(agency, "/api/v1/payments/" + paymentId + "/refunds", body, key);
    }

    Told post(String path, JsonNode body, String key) {
        return post(Dossier.CORE, path, body, key);
    }

    private Told post(String agency, String path, JsonNode body, String key) {
        return call(HttpRequest.newBuilder(hub.http().resolve(path))
                .header("Authorization", "Bearer " + hub.token(agency))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
    }

    JsonNode payment(UUID paymentId) {
        return get("/api/v1/payments/" + paymentId, Dossier.CORE).json();
    }

    Told get(String path, String agency) {
        return call(HttpRequest.newBuilder(hub.http().resolve(path))
                .header("Authorization", "Bearer " + hub.token(agency)));
    }

    /** As a gateway or a browser calls, whose address says who it is; {@code path} goes out as it is written. */
    Told callback(String path) {
        return call(HttpRequest.newBuilder(URI.create(hub.http() + path)));
    }

    Told callback(String path, String body) {
        return call(HttpRequest.newBuilder(URI.create(hub.http() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    JsonNode dossier(Dossier dossier) {
        return agency(Dossier.CORE).dossier(dossier.code());
    }

    Told admin(String method, String path, String body) {
        URI admin = URI.create("http://127.0.0.1:"
                + hub.bean(vn.gov.hanoi.hpasc.hub.operations.web.AdminPort.class)
                        .port());
        return call(HttpRequest.newBuilder(admin.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    static Told call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(
                    request.timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String body = answer.body();
            return new Told(
                    answer.statusCode(),
                    body.startsWith("{") || body.startsWith("[")
                            ? HttpWire.JSON.readTree(body)
                            : HttpWire.JSON.getNodeFactory().textNode(body));
        } catch (IOException e) {
            throw new AssertionError("no answer from the hub", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The order's name at the gateway. */
    String reference(UUID paymentId) {
        return payment(paymentId).path("reference").asText();
    }

    JsonNode awaitState(UUID paymentId, String state) {
        return await().atMost(Bench.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> payment(paymentId),
                        payment -> payment.path("state").asText().equals(state));
    }

    void awaitStatus(Dossier dossier, int status) {
        await().atMost(Bench.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> dossier(dossier).path("status").asInt(), is -> is == status);
    }

    long cases(UUID paymentId, String kind) {
        return database.count("select count(*) from payment_case where payment_id = ? and kind = ?", paymentId, kind);
    }

    @Override
    public void close() throws IOException {
        gateways.close();
        city.close();
        hub.close();
        postgres.close();
    }
}
