package vn.gov.hanoi.hpasc.simulators.tax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;

/**
 * Sends files of notices and vouchers to {@code /callbacks/portal/tax-notices} and {@code …/tax-vouchers}, each call once
 * when it is told to, and remembers what it sent so that it can send it again. Over HTTP it is directed by
 * {@link TaxControl}.
 */
public final class TaxOffice implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI hub;
    private final Supplier<String> key;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final HttpPeer peer;

    private TaxOffice(int port, URI hub, Supplier<String> key) {
        this.hub = hub;
        this.key = key;
        this.peer = HttpPeer.start(port, new TaxControl(this)::handle);
    }

    /**
     * Opens it.
     *
     * @param port where it is directed; a free one when it is 0
     * @param hub where the hub is
     * @param key its SecurityKey, asked for at each call
     */
    public static TaxOffice start(int port, URI hub, Supplier<String> key) {
        return new TaxOffice(port, hub, key);
    }

    /** Where it is directed. */
    public URI control() {
        return peer.uri("/_sim/");
    }

    /** A call that was made. */
    public record Sent(String path, String body) {}

    /**
     * What the hub answered.
     *
     * @param code error_code; -2 where the answer has none
     * @param body as it came
     */
    public record Answer(int status, int code, String body) {

        /** What it says of its n-th row. */
        public JsonNode row(int n) {
            try {
                return JSON.readTree(body).path("result").path(n);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Sends one file of notices. */
    public Answer notices(List<TaxNotice> notices) {
        return file(NoticeXml.file(notices), false);
    }

    public Answer notices(TaxNotice... notices) {
        return notices(List.of(notices));
    }

    /** Sends notices as an update of what was sent before. */
    public Answer update(TaxNotice... notices) {
        return file(NoticeXml.file(List.of(notices)), true);
    }

    public Answer voucher(TaxVoucher voucher) {
        return send("tax-vouchers", envelope(false).set("Data", voucher.json()).toString());
    }

    /** Sends a file that should be refused, whose rows, if it had any, are about {@code dossier}. */
    public Answer bomb(Bomb bomb, String dossier) {
        return file(bomb.file(dossier), false);
    }

    /** Sends a file as it is. */
    public Answer file(byte[] file, boolean updating) {
        ObjectNode call = envelope(updating);
        call.putObject("Data").put("FileThongBaoThue", Base64.getEncoder().encodeToString(file));
        return send("tax-notices", call.toString());
    }

    private ObjectNode envelope(boolean updating) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("SecurityKey", key.get())
                .put("Service", "TBThue")
                .put("Ngay", "20261123")
                .put("IsUpdating", updating);
    }

    /** Makes every call once more, in the order they were first made. */
    public List<Answer> again() {
        return List.copyOf(sent).stream()
                .map(call -> post(call.path(), call.body()))
                .toList();
    }

    /** All calls, each once. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Makes a call with any body. */
    public Answer send(String path, String body) {
        sent.add(new Sent(path, body));
        return post(path, body);
    }

    private Answer post(String path, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(hub.resolve("/callbacks/portal/" + path))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), code(answer.body()), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int code(String body) {
        try {
            return JSON.readTree(body).path("error_code").asInt(-2);
        } catch (IOException notJson) {
            return -2;
        }
    }

    @Override
    public void close() {
        peer.close();
        http.close();
    }
}
