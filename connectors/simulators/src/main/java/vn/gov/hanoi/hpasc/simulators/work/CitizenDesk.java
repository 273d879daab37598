package vn.gov.hanoi.hpasc.simulators.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import vn.gov.hanoi.hpasc.simulators.hub.HubLine;
import vn.gov.hanoi.hpasc.simulators.peer.Received;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/** Makes the simulated HPASC core work: it has the citizen bring the paper, pay the fee and fetch the result. */
public final class CitizenDesk implements AutoCloseable {

    public static final String AGENCY = "H26.01";

    private final Events events = new Events(AGENCY, Clock.systemUTC());
    private final Story story;

    private CitizenDesk(HubLine line, Duration pace) {
        this.story = new Story(line, pace);
    }

    /** Sets the desk to work on what arrives at {@code core}; {@code pace} is the time the citizen takes. */
    public static CitizenDesk at(SimulatedSystem core, HubLine line, Duration pace) {
        CitizenDesk desk = new CitizenDesk(line, pace);
        core.desk().onTaken(desk::takeUp);
        return desk;
    }

    @Override
    public void close() {
        story.close();
    }

    private void takeUp(Received received) {
        String dossier = received.dossier();
        switch (What.of(received)) {
            case "supplement-requested" -> story.tell(dossier, List.of(() -> supplemented(dossier, dataOf(received))));
            case "obligation-raised" -> story.tell(dossier, List.of(() -> paid(dossier, dataOf(received))));
            case "resolved" -> story.tell(dossier, List.of(() -> returned(dossier)));
            default -> {
                // shown to the citizen, nothing to do
            }
        }
    }

    private ObjectNode supplemented(String dossier, JsonNode request) {
        ObjectNode data = Events.data();
        JsonNode asked = request.path("items").path(0);
        data.putArray("documents")
                .addObject()
                .put("name", asked.path("name").asText("Giấy tờ bổ sung"))
                .put("mediaType", "application/pdf");
        data.put("note", "Công dân nộp bổ sung tại quầy");
        return events.event("supplemented", dossier, data);
    }

    private ObjectNode paid(String dossier, JsonNode obligation) {
        ObjectNode data = Events.data()
                .put("obligationId", obligation.path("obligationId").asText())
                .put("amount", obligation.path("amount").asLong())
                .put("paidAt", events.now())
                .put("gateway", "QR")
                .put("receipt", "BL-" + dossier.substring(dossier.lastIndexOf('-') + 1));
        return events.event("payment-confirmed", dossier, data);
    }

    private ObjectNode returned(String dossier) {
        ObjectNode data = Events.data()
                .put("method", "COUNTER")
                .put("returnedAt", events.now())
                .put("receivedBy", "Người nộp hồ sơ")
                .put("note", "Đã trả kết quả tại quầy");
        return events.event("returned", dossier, data);
    }

    private static JsonNode dataOf(Received received) {
        try {
            return Events.JSON.readTree(received.arrival().text()).path("data");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the hub sent something that is not JSON", e);
        }
    }
}
