package vn.gov.hanoi.hpasc.simulators.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/** Fetches from {@code /api/v1/inbox} and reports what became of it. */
public final class InboxLine implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubHttp http;

    public InboxLine(URI hub, AgencyToken token) {
        this.http = new HubHttp(hub, token);
    }

    /** The heads of up to {@code limit} lines. */
    public Iterable<JsonNode> lease(int limit) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.get("/api/v1/inbox?limit=" + limit);
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("deliveries");
    }

    public void accepted(String deliveryId, String reference) throws IOException, InterruptedException {
        report(deliveryId, JSON.createObjectNode().put("accepted", true).put("reference", reference));
    }

    public void refused(String deliveryId, String reason) throws IOException, InterruptedException {
        report(deliveryId, JSON.createObjectNode().put("accepted", false).put("reason", reason));
    }

    @Override
    public void close() {
        http.close();
    }

    private void report(String deliveryId, ObjectNode outcome) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.post("/api/v1/inbox/" + deliveryId + "/outcome", "application/json", outcome.toString());
        if (answer.statusCode() != 204 && answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode());
        }
    }
}
