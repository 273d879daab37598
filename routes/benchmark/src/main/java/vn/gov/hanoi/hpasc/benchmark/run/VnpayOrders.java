package vn.gov.hanoi.hpasc.benchmark.run;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Orders at VNPAY, whose pay addresses are signed without a call, and the calls VNPAY would make when they are paid. */
final class VnpayOrders {

    private static final int TOO_MANY_REQUESTS = 429;

    private static final int PER_DOSSIER = 20;
    private static final int OPENERS = 16;
    private static final Pattern PAY_URL = Pattern.compile("\"payUrl\":\"([^\"]+)\"");

    private final HttpClient http;
    private final HubPeer hub;
    private final Instant now;

    VnpayOrders(HttpClient http, HubPeer hub, Instant now) {
        this.http = http;
        this.hub = hub;
        this.now = now;
    }

    /** The calls for {@code count} paid orders. */
    List<URI> paid(int count) throws IOException, InterruptedException {
        List<Future<URI>> calls = new ArrayList<>();
        try (ExecutorService openers = Executors.newFixedThreadPool(OPENERS)) {
            for (int first = 0; first < count; first += PER_DOSSIER) {
                int owed = Math.min(PER_DOSSIER, count - first);
                String dossier = "H26.01-261123-%07d".formatted(first);
                owe(dossier, owed);
                for (int o = 0; o < owed; o++) {
                    int obligation = o;
                    int number = first + o;
                    calls.add(openers.submit(() -> call(opened(dossier, obligation), number)));
                }
            }
        }
        List<URI> made = new ArrayList<>();
        for (Future<URI> call : calls) {
            try {
                made.add(call.get());
            } catch (ExecutionException failed) {
                throw new IOException(failed.getCause());
            }
        }
        return made;
    }

    private void owe(String dossier, int count) throws IOException, InterruptedException {
        send(hub.token(), event("H26.01", dossier, "submitted", "s", """
                {"procedure":{"code":"1.012753","name":"Đăng ký đất đai"},
                 "applicant":{"kind":"CITIZEN","fullName":"Nguyễn Thị Minh Nguyệt"},"receivingBranch":"H26.01",
                 "handlingAgency":"H26.13","channel":"ONLINE","submittedAt":"%s"}""".formatted(now)));
        send(hub.department(), event("H26.13", dossier, "progressed", "p", """
                {"status":2,"officer":{"name":"Trần Thị Bích Hằng"}}"""));
        for (int o = 0; o < count; o++) {
            send(hub.department(), event("H26.13", dossier, "obligation-raised", "o" + o, """
                    {"obligationId":"KP-%d","kind":"FEE","name":"Phí thẩm định","amount":%d}""".formatted(
                            o, 10_000 + 1_000 * o)));
        }
    }

    private String event(String agency, String dossier, String what, String id, String data) {
        return """
                {"specversion":"1.0","id":"%s-%s","source":"/agencies/%s","type":"vn.gov.hanoi.hpasc.dossier.%s.v1",
                 "subject":"%s","time":"%s","data":%s}""".formatted(dossier, id, agency, what, dossier, now, data);
    }

    private void send(String token, String event) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(hub.target(), token, "application/cloudevents+json", event, "");
        while (answer.statusCode() == TOO_MANY_REQUESTS) {
            Thread.sleep(1000
                    * Long.parseLong(answer.headers().firstValue("Retry-After").orElse("1")));
            answer = post(hub.target(), token, "application/cloudevents+json", event, "");
        }
        if (answer.statusCode() != 202) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    private URI opened(String dossier, int obligation) throws IOException, InterruptedException {
        String wish = """
                {"dossierCode":"%s","obligationId":"KP-%d","gateway":"vnpay",
                 "returnUrl":"https://dichvucong.example/quay-lai","payerAddress":"113.190.1.2"}""".formatted(dossier, obligation);
        HttpResponse<String> answer = post(
                hub.target().resolve("/api/v1/payments"), hub.token(), "application/json", wish, dossier + obligation);
        Matcher url = PAY_URL.matcher(answer.body());
        if (answer.statusCode() != 201 || !url.find()) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return URI.create(url.group(1));
    }

    private HttpResponse<String> post(URI to, String token, String type, String body, String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What VNPAY says when the order behind {@code payUrl} is paid. */
    private URI call(URI payUrl, int number) {
        Map<String, String> asked = new TreeMap<>();
        for (String pair : payUrl.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            asked.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Map<String, String> fields = new TreeMap<>(Map.of(
                "vnp_TmnCode", asked.get("vnp_TmnCode"),
                "vnp_Amount", asked.get("vnp_Amount"),
                "vnp_TxnRef", asked.get("vnp_TxnRef"),
                "vnp_OrderInfo", asked.get("vnp_OrderInfo"),
                "vnp_BankCode", "NCB",
                "vnp_PayDate", asked.get("vnp_CreateDate"),
                "vnp_TransactionNo", Integer.toString(15_000_000 + number),
                "vnp_ResponseCode", "00",
                "vnp_TransactionStatus", "00"));
        String query = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return hub.target().resolve("/callbacks/vnpay/land-vnpay?" + query + "&vnp_SecureHash=" + signed(query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String signed(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(HubPeer.VNPAY_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
