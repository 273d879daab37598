package vn.gov.hanoi.hpasc.simulators.landregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/**
 * Looks at the land registry and directs it: {@code GET /_sim/dossiers}, {@code GET /_sim/dossiers/<code>}, {@code GET
 * /_sim/land}, {@code POST /_sim/land} with {@code {"off": true}} or {@code {"expireTokens": true}}, {@code DELETE
 * /_sim/land} (all is well again), and {@code POST /_sim/clerk/<operation>}, whose body the clerk sends to the hub as it is;
 * the answer is the hub's.
 */
final class LandControl {

    private static final String DOSSIERS = "/_sim/dossiers";
    private static final String LAND = "/_sim/land";
    private static final String CLERK = "/_sim/clerk/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LandSystem land;
    private volatile @Nullable LandClerk clerk;

    LandControl(LandSystem land) {
        this.land = land;
    }

    void employ(LandClerk employed) {
        this.clerk = employed;
    }

    /** Whether the call was for us. */
    boolean handle(HttpCall call) throws IOException, InterruptedException {
        if (call.path().startsWith(DOSSIERS)) {
            call.answer(dossiers(call.path().substring(DOSSIERS.length())));
            return true;
        }
        if (call.path().startsWith(CLERK)) {
            call.answer(clerk(call.path().substring(CLERK.length()), call));
            return true;
        }
        if (call.path().equals(LAND)) {
            call.answer(land(call));
            return true;
        }
        return false;
    }

    private HttpAnswer dossiers(String rest) {
        if (rest.length() > 1) {
            return land.books()
                    .dossier(rest.substring(1))
                    .map(kept -> HttpAnswer.json(200, view(kept).toString()))
                    .orElse(HttpAnswer.empty(404));
        }
        ObjectNode all = JSON.createObjectNode();
        land.books().all().forEach((code, kept) -> all.set(code, view(kept)));
        return HttpAnswer.json(200, all.toString());
    }

    private static ObjectNode view(LandBooks.Kept kept) {
        ObjectNode view =
                JSON.createObjectNode().put("returned", kept.returned()).put("repeats", kept.repeats());
        view.set("intake", view(kept.intake()));
        ArrayNode told = view.putArray("told");
        kept.told().forEach(each -> told.add(view(each)));
        return view;
    }

    private static ObjectNode view(LandBooks.Told told) {
        ObjectNode view =
                JSON.createObjectNode().put("operation", told.operation().at(LandFlavour.VBDLIS));
        view.set("content", told.content());
        ArrayNode files = view.putArray("files");
        told.files()
                .forEach(file -> files.addObject()
                        .put("name", file.name())
                        .put("size", file.size())
                        .put("sha256", file.sha256()));
        return view;
    }

    private HttpAnswer land(HttpCall call) throws IOException {
        switch (call.method()) {
            case "GET" -> {
                ObjectNode summary = JSON.createObjectNode()
                        .put("dossiers", land.books().size())
                        .put("refusedIntakes", land.books().refusedIntakes())
                        .put("tokens", land.tokens().issued())
                        .put("off", land.isOff());
                return HttpAnswer.json(200, summary.toString());
            }
            case "DELETE" -> land.off(false);
            default -> {
                try {
                    JsonNode order = JSON.readTree(call.body());
                    if (order.has("off")) {
                        land.off(order.path("off").asBoolean());
                    }
                    if (order.path("expireTokens").asBoolean()) {
                        land.tokens().expire();
                    }
                } catch (JsonProcessingException notJson) {
                    return HttpAnswer.of(400, "text/plain; charset=utf-8", "not JSON");
                }
            }
        }
        return HttpAnswer.empty(204);
    }

    private HttpAnswer clerk(String operation, HttpCall call) throws IOException, InterruptedException {
        LandClerk employed = clerk;
        if (employed == null) {
            return HttpAnswer.of(409, "text/plain; charset=utf-8", "nobody works here");
        }
        LandClerk.Said said =
                call.method().equals("GET") ? employed.get(operation) : employed.send(operation, call.bodyText());
        return HttpAnswer.json(said.status(), said.text());
    }
}
