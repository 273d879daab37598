package vn.gov.hanoi.hpasc.hub.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** What an operator can do, at the operators' port. */
final class AdminClient {

    private final HttpWire http;

    AdminClient(URI admin) {
        this.http = new HttpWire(admin, () -> "operators need none yet");
    }

    JsonNode balance() {
        return http.get("/admin/v1/balance");
    }

    /** Created less accounted for, where that is not 0. */
    Map<String, Long> differences() {
        Map<String, Long> differences = new HashMap<>();
        for (JsonNode row : balance().path("destinations")) {
            if (row.path("difference").asLong() != 0) {
                differences.put(
                        row.path("destination").asText(), row.path("difference").asLong());
            }
        }
        return differences;
    }

    /** The state of {@code destination}: calling, resting or fetches. */
    String stateOf(String destination) {
        for (JsonNode row : http.get("/admin/v1/destinations")) {
            if (row.path("name").asText().equals(destination)) {
                return row.path("state").asText();
            }
        }
        throw new AssertionError("no destination " + destination);
    }

    JsonNode parked(String destination) {
        return http.get("/admin/v1/parked?destination=" + destination);
    }

    int release(String deliveryId, String reason) {
        return act(deliveryId, "release", reason);
    }

    int refuse(String deliveryId, String reason) {
        return act(deliveryId, "refuse", reason);
    }

    JsonNode get(String path) {
        return http.get(path);
    }

    /** Signs an act at {@code path}; gives the HTTP status. */
    int order(String path, String reason) {
        return http.post(
                        path,
                        HttpWire.JSON
                                .createObjectNode()
                                .put("operator", "trực vận hành")
                                .put("reason", reason))
                .statusCode();
    }

    private int act(String deliveryId, String act, String reason) {
        HttpResponse<byte[]> answer = http.post(
                "/admin/v1/deliveries/" + deliveryId + "/" + act,
                HttpWire.JSON
                        .createObjectNode()
                        .put("operator", "trực vận hành")
                        .put("reason", reason));
        return answer.statusCode();
    }
}
