package vn.gov.hanoi.hpasc.connectors.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.payments.keypay.KeypayGateway;
import vn.gov.hanoi.hpasc.connectors.payments.momo.MomoGateway;
import vn.gov.hanoi.hpasc.connectors.payments.platform.PlatformGateway;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormFields;
import vn.gov.hanoi.hpasc.connectors.payments.vnpay.VnpayGateway;
import vn.gov.hanoi.hpasc.connectors.payments.zalopay.ZalopayGateway;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReceiptSource;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Refundable;
import vn.gov.hanoi.hpasc.connectors.testkit.PaymentBuilder;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.simulators.keypay.KeypaySimulator;
import vn.gov.hanoi.hpasc.simulators.momo.MomoSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayOrder;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;
import vn.gov.hanoi.hpasc.simulators.peer.Received;
import vn.gov.hanoi.hpasc.simulators.platform.PlatformSimulator;
import vn.gov.hanoi.hpasc.simulators.vnpay.VnpaySimulator;
import vn.gov.hanoi.hpasc.simulators.zalopay.ZalopaySimulator;

/** Whatever is said to a gateway, and whatever its simulator says, follows the written contract. */
class WireContractsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers ->
                    mappers.mapPrefix("https://hpasc.hanoi.gov.vn/schemas/", "classpath:vn/gov/hanoi/hpasc/schemas/")));

    private final GatewayHttp http = new GatewayHttp();
    private final List<AutoCloseable> running = new ArrayList<>(List.of(http));
    private final List<Relay.Overheard> overheard = new ArrayList<>();
    private final Queue<RawCallback> callbacks = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : running) {
            one.close();
        }
    }

    @Test
    void vnpay() throws Exception {
        VnpaySimulator simulator = VnpaySimulator.start(0);
        Map<String, URI> endpoints = Map.of(
                "pay", simulator.address(VnpaySimulator.PAY_PATH), "api", simulator.address(VnpaySimulator.API_PATH));
        VnpayGateway gateway = new VnpayGateway(http, Clock.systemUTC());

        OpenOutcome.Opened opened = play(simulator, gateway, "HPASC001", endpoints, Map.of("secret", "khoa-bi-mat"));

        holds("vnpay/v2.1.0/pay", form(opened.payUrl().getRawQuery()));
        holds("vnpay/v2.1.0/callback", form(callback().rawQuery()));
        for (Received call : simulator.intake().all()) {
            JsonNode body = JSON.readTree(call.arrival().text());
            holds("vnpay/v2.1.0/" + (body.path("vnp_Command").asText().equals("refund") ? "refund" : "query"), body);
        }
        assertThat(simulator.intake().all()).hasSize(3);
        said(Map.of(VnpaySimulator.API_PATH, "vnpay/v2.1.0/answer"), 3);
        answersHold("vnpay/v2.1.0/callback-answer", gateway, "HPASC001");
    }

    @Test
    void momo() throws Exception {
        MomoSimulator simulator = MomoSimulator.start(0);
        Map<String, String> keys = Map.of("accessKey", "truy-cap-01", "secretKey", "khoa-bi-mat");

        play(simulator, new MomoGateway(http), "MOMOHPASC", Map.of("api", simulator.address("/")), keys);

        holds("momo/v2/notice", JSON.readTree(callback().rawBody()));
        calls(
                simulator,
                Map.of(
                        "/v2/gateway/api/create", "momo/v2/create",
                        "/v2/gateway/api/query", "momo/v2/query",
                        "/v2/gateway/api/refund", "momo/v2/refund"),
                4);
        said(
                Map.of(
                        "/v2/gateway/api/create", "momo/v2/create-answer",
                        "/v2/gateway/api/query", "momo/v2/query-answer",
                        "/v2/gateway/api/refund", "momo/v2/refund-answer"),
                4);
    }

    @Test
    void zalopay() throws Exception {
        ZalopaySimulator simulator = ZalopaySimulator.start(0);
        ZalopayGateway gateway = new ZalopayGateway(http, Clock.systemUTC());
        Map<String, String> keys = Map.of("key1", "khoa-mot-01", "key2", "khoa-hai-02");

        play(simulator, gateway, "2553", Map.of("api", simulator.address("/")), keys);

        JsonNode callback = JSON.readTree(callback().rawBody());
        holds("zalopay/v2/callback", callback);
        holds("zalopay/v2/callback-data", JSON.readTree(callback.path("data").asText()));
        calls(
                simulator,
                Map.of(
                        "/v2/create", "zalopay/v2/create",
                        "/v2/query", "zalopay/v2/query",
                        "/v2/refund", "zalopay/v2/refund",
                        "/v2/query_refund", "zalopay/v2/refund-query"),
                4);
        said(
                Map.of(
                        "/v2/create", "zalopay/v2/create-answer",
                        "/v2/query", "zalopay/v2/query-answer",
                        "/v2/refund", "zalopay/v2/refund-answer",
                        "/v2/query_refund", "zalopay/v2/refund-answer"),
                4);
        answersHold("zalopay/v2/callback-answer", gateway, "2553");
    }

    @Test
    void platform() throws Exception {
        PlatformSimulator simulator = PlatformSimulator.start(0);
        PlatformGateway gateway = new PlatformGateway(http);
        Map<String, URI> endpoints = Map.of(
                "init", simulator.address("/init"),
                "query", simulator.address("/query"),
                "receipt", simulator.address("/receipt"));

        play(simulator, gateway, "HPASC-HN", endpoints, Map.of("secret", "khoa-bi-mat"));

        holds("platform/v1.0.6/confirm", JSON.readTree(callback().rawBody()));
        calls(
                simulator,
                Map.of(
                        "/init", "platform/v1.0.6/init",
                        "/query", "platform/v1.0.6/query",
                        "/receipt", "platform/v1.0.6/query"),
                3);
        said(Map.of("/init", "platform/v1.0.6/init-answer", "/query", "platform/v1.0.6/query-answer"), 3);
        answersHold("platform/v1.0.6/confirm-answer", gateway, "HPASC-HN");
        for (BillLookup.Reply reply : List.of(
                new BillLookup.Reply.Due(List.of(PaymentBuilder.aBill(new Vnd(5_000))), Callbacks.NOW),
                new BillLookup.Reply.Due(
                        List.of(PaymentBuilder.aBill(new Vnd(5_000)), PaymentBuilder.aBill(new Vnd(7_000))),
                        Callbacks.NOW),
                new BillLookup.Reply.NothingDue(),
                new BillLookup.Reply.UnknownDossier())) {
            holds(
                    "platform/v1.0.6/lookup-answer",
                    JSON.readTree(gateway.answerQuestion(reply).text()));
        }
    }

    @Test
    void keypay() throws Exception {
        KeypaySimulator simulator = KeypaySimulator.start(0);
        KeypayGateway gateway = new KeypayGateway(http);
        Map<String, URI> endpoints =
                Map.of("create", simulator.address("/create"), "detail", simulator.address("/detail"));
        Map<String, String> keys = Map.of("hash_key_1", "khoa-mot-01", "hash_key_2", "khoa-hai-02");

        play(simulator, gateway, "CLIENT01", endpoints, keys);

        holds("keypay/v3/callback", JSON.readTree(callback().rawBody()));
        calls(simulator, Map.of("/create", "keypay/v3/create", "/detail", "keypay/v3/detail"), 2);
        said(Map.of("/create", "keypay/v3/create-answer", "/detail", "keypay/v3/detail-answer"), 2);
        answersHold("keypay/v3/callback-answer", gateway, "CLIENT01");
    }

    /** Opens, pays, asks, fetches the receipt and gives back, as far as the gateway can. */
    private OpenOutcome.Opened play(
            PaymentSimulator simulator,
            PaymentGateway gateway,
            String id,
            Map<String, URI> endpoints,
            Map<String, String> keys)
            throws DestinationUnavailable {
        HttpPeer hub = HttpPeer.start(0, this::receive);
        Relay relay = new Relay(simulator.peer().port());
        running.addAll(List.of(simulator, hub, relay));
        simulator.register(new GatewayMerchant(id, keys, hub.uri("/callbacks")));
        Map<String, URI> relayed = new HashMap<>(endpoints);
        relayed.replaceAll((name, address) -> name.equals("pay") ? address : relay.via(address));
        Merchant merchant = PaymentBuilder.withCallback(
                PaymentBuilder.aMerchant(gateway.name(), id, relayed, keys), hub.uri("/callbacks"));
        OrderRequest order = PaymentBuilder.anOrder();
        OpenOutcome.Opened opened = (OpenOutcome.Opened) gateway.open(order, merchant);
        GatewayOrder paid = simulator.pay(opened.payUrl());
        gateway.inquire(order.reference(), merchant);
        if (gateway instanceof ReceiptSource receipts) {
            assertThat(receipts.receipt(order.reference(), merchant))
                    .isInstanceOfSatisfying(
                            ReceiptSource.Receipt.Document.class,
                            document -> assertThat(new String(document.content(), StandardCharsets.US_ASCII))
                                    .startsWith("%PDF"));
        }
        if (gateway instanceof Refundable refunds) {
            RefundRequest refund = PaymentBuilder.aRefund(order, paid.transaction(), 75_000);
            refunds.refund(refund, merchant);
            refunds.inquireRefund(refund, merchant);
        }
        overheard.addAll(relay.answers());
        return opened;
    }

    private void receive(HttpCall call) throws IOException {
        callbacks.add(new RawCallback(
                call.method(), call.query(), Map.of(), call.body(), call.remoteAddress(), Callbacks.NOW));
        call.answer(HttpAnswer.empty(204));
    }

    private RawCallback callback() {
        await().until(() -> !callbacks.isEmpty());
        return callbacks.element();
    }

    private static void calls(PaymentSimulator simulator, Map<String, String> schemaByPath, int count)
            throws IOException {
        List<Received> calls = simulator.intake().all();
        assertThat(calls).hasSize(count);
        for (Received call : calls) {
            String path = call.arrival().type();
            assertThat(schemaByPath).containsKey(path);
            holds(schemaByPath.get(path), JSON.readTree(call.arrival().text()));
        }
    }

    /** What the gateway answered. */
    private void said(Map<String, String> schemaByPath, int count) throws IOException {
        assertThat(overheard).hasSize(count);
        for (Relay.Overheard answer : overheard) {
            if (answer.contentType().equals("application/json")) {
                holds(schemaByPath.get(answer.path()), JSON.readTree(answer.body()));
            }
        }
    }

    private static void answersHold(String schema, PaymentGateway gateway, String id) throws IOException {
        Merchant merchant = Callbacks.merchant(gateway.name(), id, "secret", "khoa-bi-mat");
        for (CallbackVerdict verdict : CallbackVerdict.values()) {
            RawCallback callback = Callbacks.body("{}");
            holds(
                    schema,
                    JSON.readTree(gateway.answer(verdict, callback, merchant).text()));
        }
    }

    private static void holds(String schema, JsonNode message) {
        SchemaLocation location =
                SchemaLocation.of("https://hpasc.hanoi.gov.vn/schemas/payments/" + schema + ".schema.json");
        assertThat(SCHEMAS.getSchema(location).validate(message))
                .as("%s: %s", schema, message)
                .isEmpty();
    }

    private static JsonNode form(String query) {
        return JSON.valueToTree(FormFields.read(query).orElseThrow().values());
    }
}
