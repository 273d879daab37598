package vn.gov.hanoi.hpasc.hub.proof;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;

/** What one agency can do at the hub's doors, with clients of its own. */
final class AgencyClient implements AutoCloseable {

    /** The hub asks for the same again later. */
    private static final Set<String> LATER = Set.of("HUB-501", "HUB-502", "HUB-503");

    private final HttpWire http;
    private final Supplier<QueueWire> connecting;
    private @Nullable QueueWire queues;

    AgencyClient(HttpWire http, Supplier<QueueWire> connecting) {
        this.http = http;
        this.connecting = connecting;
    }

    /** Sends and waits for the answer; where there is none yet, again with the same id, as a good sender does. */
    Answer send(Wire wire, DossierMessage message) {
        return await().atMost(Bench.PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> once(wire, message), answer -> !LATER.contains(String.valueOf(answer.code())));
    }

    /** Sends once and waits for the answer. */
    Answer once(Wire wire, DossierMessage message) {
        if (!wire.isQueue()) {
            return http.send(wire, message);
        }
        try {
            return queues().send(wire, message).get(Bench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer to " + message.id() + " over " + wire, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Sends over REST and insists on a receipt. */
    Answer send(DossierMessage message) {
        Answer answer = send(Wire.REST, message);
        if (!answer.receipted()) {
            throw new AssertionError(message.type() + " was answered with " + answer);
        }
        return answer;
    }

    /** Sends messages in one request and gives the answer as it is. */
    HttpResponse<byte[]> batch(List<DossierMessage> messages) {
        return http.batch(messages);
    }

    /** Asks over REST and gives the HTTP status. */
    int status(String path) {
        return http.status(path);
    }

    /** Sends JSON over REST as it is. */
    Answer sendAsIs(byte[] json) {
        return http.rest(json);
    }

    /** Sends over a queue without waiting. */
    CompletableFuture<Answer> post(Wire wire, DossierMessage message) {
        return queues().send(wire, message);
    }

    JsonNode exchange(UUID exchangeId) {
        return http.get("/api/v1/messages/" + exchangeId);
    }

    JsonNode dossier(String code) {
        return http.get("/api/v1/dossiers/" + code);
    }

    /** Leases from the inbox. */
    List<JsonNode> lease(int limit) {
        List<JsonNode> leased = new ArrayList<>();
        http.get("/api/v1/inbox?limit=" + limit).path("deliveries").forEach(leased::add);
        return leased;
    }

    /** Says that a leased delivery was taken; gives the HTTP status. */
    int taken(String deliveryId, String reference) {
        ObjectNode outcome =
                HttpWire.JSON.createObjectNode().put("accepted", true).put("reference", reference);
        return report(deliveryId, outcome);
    }

    /** Says that a leased delivery is refused; gives the HTTP status. */
    int refused(String deliveryId, String reason) {
        ObjectNode outcome =
                HttpWire.JSON.createObjectNode().put("accepted", false).put("reason", reason);
        return report(deliveryId, outcome);
    }

    private int report(String deliveryId, ObjectNode outcome) {
        return http.post("/api/v1/inbox/" + deliveryId + "/outcome", outcome).statusCode();
    }

    private synchronized QueueWire queues() {
        QueueWire connected = queues;
        if (connected == null) {
            connected = connecting.get();
            queues = connected;
        }
        return connected;
    }

    @Override
    public synchronized void close() {
        QueueWire connected = queues;
        queues = null;
        if (connected != null) {
            connected.close();
        }
    }
}
