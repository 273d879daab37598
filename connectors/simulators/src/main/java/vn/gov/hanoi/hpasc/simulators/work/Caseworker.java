package vn.gov.hanoi.hpasc.simulators.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import vn.gov.hanoi.hpasc.simulators.hub.HubLine;
import vn.gov.hanoi.hpasc.simulators.peer.Received;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/**
 * Makes a simulated department work: it accepts a dossier, works on it, of every three asks for a paper with one and for a
 * fee with another, and decides. Which one is which depends on the dossier's code alone.
 */
public final class Caseworker implements AutoCloseable {

    private static final long FEE = 120_000;

    private final Office office;
    private final Events events;
    private final Story story;

    private Caseworker(Office office, HubLine line, Duration pace, Clock clock) {
        this.office = office;
        this.events = new Events(office.agency(), clock);
        this.story = new Story(line, pace);
    }

    /** Sets {@code office} to work on what arrives at {@code department}; {@code pace} is the time a step takes. */
    public static Caseworker at(SimulatedSystem department, Office office, HubLine line, Duration pace) {
        Caseworker caseworker = new Caseworker(office, line, pace, Clock.systemUTC());
        department.desk().onTaken(caseworker::takeUp);
        return caseworker;
    }

    @Override
    public void close() {
        story.close();
    }

    private void takeUp(Received received) {
        String dossier = received.dossier();
        switch (What.of(received)) {
            case "submitted" -> story.tell(dossier, begin(dossier));
            case "supplemented", "payment-confirmed" -> story.tell(dossier, List.of(() -> resolved(dossier)));
            default -> {
                // nothing to do but to know it
            }
        }
    }

    private List<Story.Step> begin(String dossier) {
        Story.Step third = switch (Math.floorMod(dossier.hashCode(), 3)) {
            case 0 -> () -> supplementRequested(dossier);
            case 1 -> () -> obligationRaised(dossier);
            default -> () -> resolved(dossier);
        };
        return List.of(
                () -> progressed(dossier, 2, office.accepting()),
                () -> progressed(dossier, 4, office.working()),
                third);
    }

    private ObjectNode progressed(String dossier, int status, String note) {
        ObjectNode data = Events.data().put("status", status);
        data.set("officer", office.officer().json());
        data.put("note", note).put("startedAt", events.now()).put("dueAt", events.in(Duration.ofDays(3)));
        return events.event("progressed", dossier, data);
    }

    private ObjectNode supplementRequested(String dossier) {
        Office.Missing missing = office.missing();
        ObjectNode data = Events.data().put("reason", missing.why());
        data.putArray("items")
                .addObject()
                .put("name", missing.paper())
                .put("component", missing.component())
                .put("note", missing.why());
        data.set("officer", office.officer().json());
        data.put("dueAt", events.in(Duration.ofDays(10)));
        return events.event("supplement-requested", dossier, data);
    }

    private ObjectNode obligationRaised(String dossier) {
        ObjectNode data = Events.data()
                .put("obligationId", "PHI-" + number(dossier))
                .put("kind", "FEE")
                .put("name", "Phí thẩm định hồ sơ")
                .put("amount", FEE)
                .put("dueAt", events.in(Duration.ofDays(5)))
                .put("notice", number(dossier) + "/TB-" + office.abbreviation());
        return events.event("obligation-raised", dossier, data);
    }

    private ObjectNode resolved(String dossier) {
        ObjectNode data = Events.data()
                .put("resolution", "GRANTED")
                .put("decision", number(dossier) + "/QĐ-" + office.abbreviation())
                .put("decidedAt", events.now());
        data.set("officer", office.head().json());
        data.putArray("documents")
                .addObject()
                .put("name", office.result())
                .put("mediaType", "application/pdf")
                .put("number", office.abbreviation() + " " + number(dossier));
        data.put("note", "Trả kết quả tại nơi tiếp nhận");
        return events.event("resolved", dossier, data);
    }

    /** The running number of the dossier, so that papers of one dossier look as if they belong together. */
    private static String number(String dossier) {
        return dossier.substring(dossier.lastIndexOf('-') + 1);
    }
}
