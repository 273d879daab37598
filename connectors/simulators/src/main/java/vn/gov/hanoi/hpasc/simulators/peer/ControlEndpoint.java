package vn.gov.hanoi.hpasc.simulators.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a person or another process look at a simulated system and direct it: {@code GET /_sim/received?dossier=},
 * {@code GET /_sim/summary}, {@code POST /_sim/script} with {@code {"dossier"?, "next"?: [..], "always"?: ".."}} in the
 * text form of {@link Behaviour}, {@code DELETE /_sim/script} and {@code DELETE /_sim/received}.
 */
public final class ControlEndpoint {

    public static final String PREFIX = "/_sim/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Desk desk;

    public ControlEndpoint(Desk desk) {
        this.desk = desk;
    }

    public void handle(HttpCall call) throws IOException {
        call.answer(
                switch (call.method() + " " + call.path()) {
                    case "GET /_sim/received" ->
                        HttpAnswer.json(200, JSON.writeValueAsString(received(dossierOf(call))));
                    case "GET /_sim/summary" -> HttpAnswer.json(200, JSON.writeValueAsString(summary()));
                    case "POST /_sim/script" -> script(call);
                    case "DELETE /_sim/script" -> {
                        desk.script().clear();
                        yield HttpAnswer.empty(204);
                    }
                    case "DELETE /_sim/received" -> {
                        desk.intake().clear();
                        yield HttpAnswer.empty(204);
                    }
                    default -> HttpAnswer.empty(404);
                });
    }

    private ArrayNode received(@Nullable String dossier) {
        ArrayNode list = JSON.createArrayNode();
        List<Received> all =
                dossier == null ? desk.intake().all() : desk.intake().of(dossier);
        for (Received received : all) {
            list.addObject()
                    .put("key", received.key())
                    .put("sequence", received.sequence())
                    .put("dossier", received.dossier())
                    .put("type", received.type())
                    .put("at", received.at().toString())
                    .put("reference", received.reference())
                    .put("repeats", received.repeats())
                    .put("message", received.arrival().text());
        }
        return list;
    }

    private ObjectNode summary() {
        ObjectNode summary = JSON.createObjectNode()
                .put("received", desk.intake().size())
                .put("calls", desk.intake().calls())
                .put("repeats", desk.intake().repeats());
        ArrayNode disorder = summary.putArray("disorder");
        desk.intake().disorder().forEach(disorder::add);
        return summary;
    }

    private HttpAnswer script(HttpCall call) {
        try {
            JsonNode order = JSON.readTree(call.body());
            List<Behaviour> next = new ArrayList<>();
            order.path("next").forEach(text -> next.add(Behaviour.of(text.asText())));
            Behaviour always = order.hasNonNull("always")
                    ? Behaviour.of(order.get("always").asText())
                    : null;
            direct(order.path("dossier").asText(null), next.toArray(Behaviour[]::new), always);
            return HttpAnswer.empty(204);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return HttpAnswer.of(400, "text/plain; charset=utf-8", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return HttpAnswer.empty(400);
        }
    }

    private void direct(@Nullable String dossier, Behaviour[] next, @Nullable Behaviour always) {
        Script script = desk.script();
        if (dossier == null) {
            script.next(next);
        } else {
            script.nextFor(dossier, next);
        }
        if (always != null && dossier == null) {
            script.always(always);
        } else if (always != null) {
            script.alwaysFor(String.valueOf(dossier), always);
        }
    }

    private static @Nullable String dossierOf(HttpCall call) {
        for (String pair : call.query().split("&", -1)) {
            if (pair.startsWith("dossier=")) {
                return URLDecoder.decode(pair.substring("dossier=".length()), StandardCharsets.UTF_8);
            }
        }
        return null;
    }
}
