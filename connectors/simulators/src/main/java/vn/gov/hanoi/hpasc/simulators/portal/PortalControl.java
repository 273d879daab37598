package vn.gov.hanoi.hpasc.simulators.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/**
 * Looks at the portal and directs it: {@code GET /_sim/dossiers}, {@code GET /_sim/dossiers/<code>}, {@code GET
 * /_sim/portal}, {@code POST /_sim/portal} with {@code {"service", "dossier"?, "next": [..]}} in the text form of {@link
 * PortalFault}, {@code DELETE /_sim/portal}.
 */
final class PortalControl {

    private static final String DOSSIERS = "/_sim/dossiers";
    private static final String PORTAL = "/_sim/portal";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PortalSystem portal;

    PortalControl(PortalSystem portal) {
        this.portal = portal;
    }

    /** Whether the call was for us. */
    boolean handle(HttpCall call) throws IOException {
        if (call.path().startsWith(DOSSIERS)) {
            call.answer(dossiers(call.path().substring(DOSSIERS.length())));
            return true;
        }
        if (call.path().equals(PORTAL)) {
            call.answer(portal(call));
            return true;
        }
        return false;
    }

    private HttpAnswer dossiers(String rest) {
        if (rest.length() > 1) {
            return portal.books()
                    .dossier(rest.substring(1))
                    .map(kept -> HttpAnswer.json(200, view(kept).toString()))
                    .orElse(HttpAnswer.empty(404));
        }
        ObjectNode all = JSON.createObjectNode();
        portal.books().all().forEach((code, kept) -> all.set(code, view(kept)));
        return HttpAnswer.json(200, all.toString());
    }

    private static ObjectNode view(PortalBooks.Kept kept) {
        ObjectNode view = JSON.createObjectNode()
                .put("status", kept.status())
                .put("inserts", kept.inserts())
                .put("updates", kept.updates());
        view.set("record", kept.row());
        view.putArray("progress").addAll(kept.progress());
        return view;
    }

    private HttpAnswer portal(HttpCall call) throws IOException {
        switch (call.method()) {
            case "GET" -> {
                ObjectNode summary = JSON.createObjectNode()
                        .put("dossiers", portal.books().all().size())
                        .put("logins", portal.logins())
                        .put("refusedInserts", portal.books().refusedInserts())
                        .put("repeatedRows", portal.books().repeatedRows());
                return HttpAnswer.json(200, summary.toString());
            }
            case "DELETE" -> {
                portal.calm();
                return HttpAnswer.empty(204);
            }
            default -> {
                return direct(call);
            }
        }
    }

    private HttpAnswer direct(HttpCall call) throws IOException {
        try {
            JsonNode order = JSON.readTree(call.body());
            String service = order.path("service").asText("DongBoHoSoMC");
            String dossier = order.path("dossier").asText("");
            for (JsonNode next : order.path("next")) {
                portal.faults().nextFor(dossier, service, PortalFault.of(next.asText()));
            }
            return HttpAnswer.empty(204);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return HttpAnswer.of(400, "text/plain; charset=utf-8", String.valueOf(e.getMessage()));
        }
    }
}
