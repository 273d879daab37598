package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.hub.proof.Bench.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors.Vector;
import vn.gov.hanoi.hpasc.hub.proof.PaymentBench.Opened;
import vn.gov.hanoi.hpasc.hub.proof.PaymentBench.Told;
import vn.gov.hanoi.hpasc.simulators.payment.Hashes;
import vn.gov.hanoi.hpasc.simulators.payment.Treatment;

/**
 * What gateways may send to the running hub: published signatures, in every way a query or a body can be written, and calls
 * that were tampered with. Each has its exact answer. A published signature is about an order that the hub does not know:
 * told so, it was believed.
 */
@ExtendWith(OnThePaymentBench.class)
class CallbacksIT {

    private static final Set<String> CALLED = Set.of(
            "ipn_success",
            "ipn_failed_code99",
            "secure_hash_space_and_hash_char",
            "pay_url",
            "ipn_or_redirect",
            "callback");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private final PaymentBench bench;

    CallbacksIT(PaymentBench bench) {
        this.bench = bench;
    }

    private static Stream<Vector> called(String gateway) {
        return Vectors.of(gateway).filter(vector -> CALLED.contains(vector.kind()));
    }

    // ── VNPAY ───────────────────────────────────────────────────────────────────────────────────────────────────────

    static Stream<Vector> vnpay() {
        return called("vnpay");
    }

    private static String query(Vector vector) {
        return vector.signingString() + "&vnp_SecureHash=" + vector.expected();
    }

    private static String reversed(String query) {
        return String.join("&", Arrays.asList(query.split("&")).reversed());
    }

    private static String withHash(String query, boolean upper) {
        int hash = query.indexOf("vnp_SecureHash=") + "vnp_SecureHash=".length();
        String value = query.substring(hash);
        return query.substring(0, hash) + (upper ? value.toUpperCase(Locale.ROOT) : value.toLowerCase(Locale.ROOT));
    }

    /** The same said in other ways. */
    private static List<String> alike(String query) {
        return List.of(
                query,
                reversed(query),
                query.replace("+", "%20"),
                ESCAPE.matcher(query).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)),
                query.replace("%3A", ":").replace("%2F", "/"),
                withHash(query, true),
                withHash(query, false),
                query + "&vnp_SecureHashType=HMACSHA512",
                "utm_source=x&" + query + "&empty=&vnp_BankTranNo2=",
                query.replace("&", "&&"),
                query + "&");
    }

    /** Something else, or the same in two ways. */
    private static List<String> unlike(String query) {
        int hash = query.indexOf("vnp_SecureHash=") + "vnp_SecureHash=".length();
        String twice = Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return List.of(
                query + "&vnp_Amount=1",
                "vnp_Amount=1&" + query,
                query.replaceFirst("vnp_Amount=", "vnp_Amount=1"),
                query + "&vnp%5FAmount=10000",
                query + "&vnp_Extra=1",
                query.replaceFirst("vnp_Amount=\\d+&", ""),
                query + "&vnp_SecureHash=00",
                query.substring(0, query.length() - 1),
                query.substring(0, hash),
                query.substring(0, hash) + "0".repeat(128),
                query + "&a=%C3",
                twice.equals(query) ? query + "&vnp_Twice=1" : twice,
                "");
    }

    @ParameterizedTest
    @MethodSource("vnpay")
    void aPublishedSignatureOfVnpayIsBelievedHoweverItIsWritten(Vector vector) {
        String merchant = PublishedMerchants.merchant("vnpay", vector.secret());
        for (String written : alike(query(vector))) {
            Told told = bench.callback("/callbacks/vnpay/" + merchant + "?" + written);
            assertThat(told.status()).as(written).isEqualTo(200);
            assertThat(told.json()).as(written).hasToString("{\"RspCode\":\"01\",\"Message\":\"Order not found\"}");
            Told shown = bench.callback("/returns/vnpay/" + merchant + "?" + written);
            assertThat(shown.status()).as(written).isEqualTo(200);
            assertThat(shown.json().path("verified").asBoolean()).as(written).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("vnpay")
    void whatVnpayDidNotSignIsNotBelieved(Vector vector) {
        String merchant = PublishedMerchants.merchant("vnpay", vector.secret());
        for (String written : unlike(query(vector))) {
            Told told = bench.callback("/callbacks/vnpay/" + merchant + "?" + written);
            assertThat(told.status()).as(written).isEqualTo(200);
            assertThat(told.json()).as(written).hasToString("{\"RspCode\":\"97\",\"Message\":\"Invalid signature\"}");
            Told shown = bench.callback("/returns/vnpay/" + merchant + "?" + written);
            assertThat(shown.status()).as(written).isEqualTo(400);
            assertThat(shown.json()).as(written).hasToString("{\"verified\":false}");
        }
    }

    /** As no client of Java's would write it. */
    private String raw(String target) throws IOException {
        URI hub = bench.hub().http();
        try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"&a=%zz", "&a=%4", "&a=%", "&%zz=1"})
    void anEscapeThatIsNoneIsNotBelieved(String pollution) throws IOException {
        String query = query(vnpay().findFirst().orElseThrow());
        String address = "/callbacks/vnpay/published-vnpay-test?";
        assertThat(raw(address + query)).startsWith("HTTP/1.1 200").contains("\"RspCode\":\"01\"");
        assertThat(raw(address + query + pollution)).startsWith("HTTP/1.1 200").contains("\"RspCode\":\"97\"");
    }

    @Test
    void whatIsNoHttpIsRefusedBeforeAnybodyLooksAtIt() throws IOException {
        String query = query(vnpay().findFirst().orElseThrow());
        assertThat(raw("/callbacks/vnpay/published-vnpay-test?" + query + "&a=đất"))
                .startsWith("HTTP/1.1 400");
    }

    // ── MoMo ────────────────────────────────────────────────────────────────────────────────────────────────────────

    static Stream<Vector> momo() {
        return called("momo");
    }

    private static ObjectNode body(Map<String, String> fields) {
        ObjectNode body = HttpWire.JSON.createObjectNode();
        fields.forEach(body::put);
        return body;
    }

    private static Map<String, String> signed(Vector vector) {
        Map<String, String> fields = new LinkedHashMap<>(vector.params());
        fields.put("signature", vector.expected());
        return fields;
    }

    private static List<String> written(Map<String, String> fields) {
        ObjectNode asTexts = body(fields);
        ObjectNode asNumbers = body(fields);
        for (String number : List.of("amount", "transId", "resultCode", "responseTime")) {
            asNumbers.put(number, Long.parseLong(fields.get(number)));
        }
        ObjectNode more = asNumbers.deepCopy();
        more.put("lang", "vi")
                .put("partnerUserId", "x")
                .putObject("paymentOption")
                .put("amount", 1);
        ObjectNode upper = asNumbers.deepCopy();
        upper.put("signature", fields.get("signature").toUpperCase(Locale.ROOT));
        return List.of(
                asTexts.toString(),
                asNumbers.toString(),
                asNumbers.toPrettyString(),
                more.toString(),
                upper.toString(),
                escaped(asNumbers.toString()));
    }

    /** With every letter outside ASCII as an escape. */
    private static String escaped(String json) {
        return json.chars()
                .mapToObj(c -> c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("momo")
    void aPublishedSignatureOfMomoIsBelievedHoweverItIsWritten(Vector vector) {
        for (String body : written(signed(vector))) {
            Told told = bench.callback("/callbacks/momo/published-momo", body);
            assertThat(told.status()).as(body).isEqualTo(204);
            assertThat(told.json().asText()).isEmpty();
        }
        String query = signed(vector).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        for (String written : List.of(query, query.replace("+", "%20"), reversed(query), "a=b&" + query)) {
            Told shown = bench.callback("/returns/momo/published-momo?" + written);
            assertThat(shown.status()).as(written).isEqualTo(200);
            assertThat(shown.json().path("verified").asBoolean()).isTrue();
            assertThat(shown.json().path("reference").asText()).isEqualTo(vector.param("orderId"));
        }
        assertThat(bench.callback("/returns/momo/published-momo?" + query + "&amount=1")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("momo")
    void whatMomoDidNotSignIsNotBelieved(Vector vector) {
        Map<String, String> fields = signed(vector);
        for (String name : fields.keySet()) {
            Map<String, String> changed = new LinkedHashMap<>(fields);
            changed.compute(name, (key, value) -> key.equals("signature") ? "0".repeat(64) : value + "1");
            assertThat(bench.callback(
                                    "/callbacks/momo/published-momo",
                                    body(changed).toString())
                            .status())
                    .as(name)
                    .isEqualTo(400);
        }
        String twice = body(fields).toString().replaceFirst("\\{", "{\"amount\":\"1\",");
        for (String body : List.of(twice, "", "[]", "null", body(fields) + "x", "a=b")) {
            assertThat(bench.callback("/callbacks/momo/published-momo", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    // ── ZaloPay ─────────────────────────────────────────────────────────────────────────────────────────────────────

    static Stream<Vector> zalopay() {
        return called("zalopay");
    }

    private static ObjectNode zalopay(String data, String mac) {
        return HttpWire.JSON
                .createObjectNode()
                .put("data", data)
                .put("mac", mac)
                .put("type", 1);
    }

    private Told zalopayCalls(JsonNode body) {
        return bench.callback("/callbacks/zalopay/published-zalopay", body.toString());
    }

    @ParameterizedTest
    @MethodSource("zalopay")
    void aPublishedSignatureOfZalopayIsBelievedAndNoOther(Vector vector) {
        String data = vector.param("data");
        String mac = vector.param("mac");
        ObjectNode withoutType = zalopay(data, mac);
        withoutType.remove("type");
        for (ObjectNode body : List.of(
                zalopay(data, mac),
                zalopay(data, mac.toUpperCase(Locale.ROOT)),
                zalopay(data, mac).put("more", "x"),
                withoutType)) {
            assertThat(zalopayCalls(body).json())
                    .hasToString("{\"return_code\":0,\"return_message\":\"order not found\"}");
        }
        for (ObjectNode body : List.of(
                zalopay(data.replace("\"amount\":", "\"amount\":1"), mac),
                zalopay(data + " ", mac),
                zalopay(data.replace(",\"", ", \""), mac),
                zalopay(data, mac.substring(1)),
                zalopay(data, ""))) {
            assertThat(zalopayCalls(body).json())
                    .hasToString("{\"return_code\":-1,\"return_message\":\"mac not equal\"}");
        }
        assertThat(zalopayCalls(zalopay(data, mac).put("type", 2))
                        .json()
                        .path("return_code")
                        .asInt())
                .isEqualTo(-1);
    }

    @Test
    void aCallbackThatWasSignedWithOurOwnKeyIsForged() {
        Vector vector =
                Vectors.of("zalopay").filter(Vector::mustReject).findFirst().orElseThrow();
        Told told = bench.callback(
                "/callbacks/zalopay/published-zalopay-wrong-key",
                zalopay(vector.param("data"), vector.param("mac")).toString());
        assertThat(told.json()).hasToString("{\"return_code\":-1,\"return_message\":\"mac not equal\"}");
    }

    static Stream<Vector> redirects() {
        return Vectors.of("zalopay").filter(vector -> vector.kind().equals("redirect_checksum"));
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void aPublishedRedirectOfZalopayIsShown(Vector vector) {
        String query = vector.params().entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"))
                + "&checksum=" + vector.expected();
        for (String written : List.of(query, reversed(query), query + "&utm=1")) {
            Told shown = bench.callback("/returns/zalopay/published-zalopay?" + written);
            assertThat(shown.status()).as(written).isEqualTo(200);
            assertThat(shown.json().path("gatewayStatus").asText())
                    .isEqualTo(vector.param("status").equals("1") ? "PAID" : "FAILED");
        }
        assertThat(bench.callback("/returns/zalopay/published-zalopay?" + query.replace("amount=", "amount=1"))
                        .status())
                .isEqualTo(400);
    }

    // ── KeyPay and the platform ─────────────────────────────────────────────────────────────────────────────────────

    @Test
    void aPublishedSignatureOfKeypayIsBelieved() {
        Vector vector = Vectors.of("keypay-dvcqg")
                .filter(call -> call.kind().equals("callback_check_sum"))
                .findFirst()
                .orElseThrow();
        ObjectNode call = body(vector.params()).put("status", "0").put("check_sum", vector.expected());
        String address = "/callbacks/payment-platform/published-keypay";
        assertThat(bench.callback(address, call.toString()).json())
                .hasToString("{\"return_code\":-1,\"return_msg\":\"transaction not found\"}");
        assertThat(bench.callback(address, call.put("trans_amount", 50_000).toString())
                        .json())
                .hasToString("{\"return_code\":-1,\"return_msg\":\"transaction not found\"}");
        assertThat(bench.callback(address, call.put("trans_amount", "50001").toString())
                        .json())
                .hasToString("{\"return_code\":-1,\"return_msg\":\"invalid check_sum\"}");
    }

    @Test
    void theConfirmMessageOfThePlatformIsBelievedByItsMaXacThuc() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("LoaiBanTin", "confirm");
        fields.put("MaLoi", "00");
        fields.put("MaDoiTac", "DOITAC01");
        fields.put("MaThamChieu", "H26132609080112");
        fields.put("SoTien", "120000");
        fields.put("MaTienTe", "VND");
        fields.put("MaGiaoDich", "GD1");
        fields.put("MaNganHang", "VCB");
        fields.put("ThoiGianGD", "20261123150405");
        fields.put("ThongTinGiaoDich", "Lệ phí hồ sơ");
        String signature = Hashes.sha256(String.join("|", fields.values()) + "|" + PublishedMerchants.PLATFORM_SECRET);
        String address = "/callbacks/payment-platform/published-platform";
        for (String code : List.of(signature, signature.toUpperCase(Locale.ROOT))) {
            JsonNode reply = bench.callback(
                            address, body(fields).put("MaXacThuc", code).toString())
                    .json();
            assertThat(reply.path("MaLoi").asText()).isEqualTo("01");
            assertThat(reply.path("MaThamChieu").asText()).isEqualTo("H26132609080112");
            assertThat(reply.path("MaXacThuc").asText())
                    .isEqualTo(Hashes.sha256(Stream.of("MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
                                    .map(name -> reply.path(name).asText())
                                    .collect(Collectors.joining("|"))
                            + "|" + PublishedMerchants.PLATFORM_SECRET));
        }
        JsonNode refused = bench.callback(
                        address,
                        body(fields)
                                .put("SoTien", "12000")
                                .put("MaXacThuc", signature)
                                .toString())
                .json();
        assertThat(refused.path("MaLoi").asText()).isEqualTo("97");
        assertThat(refused.path("MaThamChieu").asText())
                .as("nothing of a stranger's is signed")
                .isEmpty();
    }

    // ── What stays ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void ofAllTheseCallsNothingButTheCallsIsKept() {
        String query = query(vnpay().findFirst().orElseThrow());
        assertThat(bench.callback("/callbacks/vnpay/published-vnpay-test?" + query)
                        .json()
                        .path("RspCode")
                        .asText())
                .isEqualTo("01");
        for (String table : List.of("payment_order", "payment_transaction", "payment_case")) {
            assertThat(bench.database().count("select count(*) from " + table + " where merchant like 'published-%'"))
                    .as(table)
                    .isZero();
        }
        assertThat(bench.database()
                        .count("select count(*) from payment_callback where merchant = 'published-vnpay-test'"
                                + " and verdict = 'unknown-order'"))
                .isPositive();
    }

    /** The signature is looked at before the order, so that nobody can ask which orders there are. */
    @Test
    void aForgedCallHearsNothingOfTheOrderAndDoesNotStandInTheWayOfTheTrueOne() {
        Opened order = bench.opened("vnpay");
        order.gateway().callbacks().treatments().alwaysFor(order.wire(), Treatment.of("delayed:1h"));
        order.pay();
        String query = URI.create(String.valueOf(order.gateway().returnUrl(order.wire())))
                .getRawQuery();
        String address = "/callbacks/vnpay/land-vnpay?";
        for (String forged : unlike(query)) {
            assertThat(bench.callback(address + forged).json())
                    .as(forged)
                    .isEqualTo(bench.callback(address + forged.replace(order.wire(), "P0000000000000000000"))
                            .json())
                    .hasToString("{\"RspCode\":\"97\",\"Message\":\"Invalid signature\"}");
        }
        List<String> genuine = alike(query);
        assertThat(bench.callback(address + genuine.get(2))
                        .json()
                        .path("RspCode")
                        .asText())
                .isEqualTo("00");
        for (String again : genuine) {
            assertThat(bench.callback(address + again).json().path("RspCode").asText())
                    .as(again)
                    .isEqualTo("02");
        }
        assertThat(bench.payment(order.paymentId()).path("transactions")).hasSize(1);
        bench.awaitStatus(order.dossier(), 4);
    }

    private static String guardedQuery(String reference) {
        String form = "vnp_Amount=100000&vnp_ResponseCode=00&vnp_TmnCode=GUARDED1&vnp_TransactionStatus=00&vnp_TxnRef="
                + reference;
        return form + "&vnp_SecureHash=" + Hashes.hmac("HmacSHA512", PublishedMerchants.GUARDED_SECRET, form);
    }

    /** The hub trusts its own proxy for one hop: what that saw, not what a stranger wrote before it. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ''                       ; 03 ; 127.0.0.1
            203.0.113.9              ; 01 ; 203.0.113.9
            10.1.1.1, 203.0.113.9    ; 01 ; 203.0.113.9
            203.0.113.9, 10.1.1.1    ; 03 ; 10.1.1.1
            203.0.113.9, anybody     ; 03 ; 127.0.0.1
            """)
    void aMerchantWithAddressesIsCalledFromThereOnly(String forwarded, String code, String address) {
        String reference = "G" + Math.abs(forwarded.hashCode());
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(
                bench.hub().http() + "/callbacks/vnpay/" + PublishedMerchants.GUARDED + "?" + guardedQuery(reference)));
        Told told = PaymentBench.call(forwarded.isEmpty() ? call : call.header("X-Forwarded-For", forwarded));
        assertThat(told.json().path("RspCode").asText()).isEqualTo(code);
        boolean genuine = code.equals("01");
        assertThat(bench.database()
                        .count(
                                "select count(*) from payment_callback where remote_address = ? and verified = ? and"
                                        + " merchant = ? and (convert_from(query, 'UTF8') like ?) = ?",
                                address,
                                genuine,
                                PublishedMerchants.GUARDED,
                                "%vnp_TxnRef=" + reference + "&%",
                                genuine))
                .isPositive();
    }

    @Test
    void ofACallThatNobodySignedOnlySizeAndHashAreKept() {
        String personal = "012345678901".repeat(1000);
        String body = "{\"orderId\":\"" + personal + "\",\"signature\":\"00\"}";
        bench.callback("/callbacks/momo/published-momo?q=" + personal.substring(0, 100), body);
        bench.callback("/callbacks/momo/nobody-" + personal.substring(0, 200), body);
        PaymentBench.call(HttpRequest.newBuilder(URI.create(bench.hub().http() + "/callbacks/payment-platform/lookup"))
                .header("Authorization", "Bearer " + personal.substring(0, 100))
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(bench.database().count("""
                        select count(*) from payment_callback c where not verified and (query <> '' or body <> ''
                            or headers <> '{}' or length(c::text) > 600 or c::text like ?)""", "%" + personal.substring(0, 80) + "%"))
                .isZero();
        assertThat(bench.database().count("""
                        select count(*) from payment_callback where not verified and verdict = 'bad-signature'
                        and body_bytes = ? and body_sha256 = sha256(convert_to(?, 'UTF8'))""", body.length() + 102L, "q=" + personal.substring(0, 100) + "\n" + body))
                .isEqualTo(1);
        assertThat(
                        bench.database()
                                .count(
                                        "select count(*) from payment_callback where purpose = 'unknown' and length(merchant) = 64"))
                .isEqualTo(1);
    }

    /** Whoever has seen one genuine call can send it again, with anything around it that the signature does not cover. */
    @Test
    void aGenuineCallThatIsRepeatedAgainAndAgainFillsNothing() {
        String query = query(vnpay().findFirst().orElseThrow());
        for (int again = 0; again < 30; again++) {
            Told told = bench.callback(
                    "/callbacks/vnpay/published-vnpay-test?" + query + "&junk" + again + "=" + "x".repeat(1000));
            assertThat(told.json().path("RspCode").asText()).isEqualTo("01");
        }
        assertThat(bench.database()
                        .count("select count(*) from payment_callback where convert_from(query, 'UTF8') like '%junk%'"))
                .isLessThanOrEqualTo(20);
        assertThat(bench.database()
                        .count("select count(*) from payment_callback where verified and truncated"
                                + " and verdict = 'unknown-order' and merchant = 'published-vnpay-test'"))
                .isGreaterThanOrEqualTo(10);
    }

    @Test
    void callsAreKeptForAWhileAndOfStrangersCallsOnlySoMany() {
        for (int call = 0; call < 20; call++) {
            bench.callback("/callbacks/zalopay/published-zalopay", "{\"call\":" + call + "}");
        }
        String mine = "from payment_callback where merchant = 'published-zalopay' and body_sha256 in (select"
                + " sha256(convert_to(E'\\n{\"call\":' || n || '}', 'UTF8')) from generate_series(0, 19) n)";
        assertThat(bench.database().count("select count(*) " + mine)).isEqualTo(20);
        bench.database()
                .sql()
                .sql("update payment_callback set received_at = received_at - interval '8 days' "
                        + "where body_sha256 = sha256(convert_to(E'\\n{\"call\":0}', 'UTF8'))")
                .update();
        eventually(() ->
                assertThat(bench.database().count("select count(*) " + mine)).isEqualTo(19));

        String paid = "from payment_callback where payment_id is not null";
        Opened order = bench.paid("momo");
        eventually(() -> assertThat(bench.database()
                        .count("select count(*) from payment_callback where payment_id = ?", order.paymentId()))
                .isPositive());
        bench.database()
                .sql()
                .sql("update payment_callback set received_at = received_at - interval '8 days' where payment_id = ?")
                .param(order.paymentId())
                .update();
        for (int call = 0; call < PaymentBench.MOST_UNVERIFIED; call++) {
            bench.callback("/callbacks/momo/published-momo", "{}");
        }
        eventually(() ->
                assertThat(bench.database().count("select count(*) " + mine)).isZero());
        assertThat(bench.database().count("select count(*) from payment_callback where not verified"))
                .isLessThanOrEqualTo(PaymentBench.MOST_UNVERIFIED);
        assertThat(bench.database().count("select count(*) " + paid + " and payment_id = ?", order.paymentId()))
                .as("what a gateway signed is kept for longer")
                .isPositive();
        bench.database()
                .sql()
                .sql("update payment_callback set received_at = received_at - interval '90 days' where payment_id = ?")
                .param(order.paymentId())
                .update();
        eventually(() -> assertThat(
                        bench.database().count("select count(*) " + paid + " and payment_id = ?", order.paymentId()))
                .isZero());
    }
}
