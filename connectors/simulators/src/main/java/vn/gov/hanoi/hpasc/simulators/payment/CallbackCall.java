package vn.gov.hanoi.hpasc.simulators.payment;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One callback, ready to be sent.
 *
 * @param address where to, with its query
 * @param json the body of a POST; null for a GET
 */
public record CallbackCall(URI address, @Nullable String json) {

    HttpRequest request(Duration patience) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address).timeout(patience);
        return json == null
                ? builder.GET().build()
                : builder.header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                        .build();
    }
}
