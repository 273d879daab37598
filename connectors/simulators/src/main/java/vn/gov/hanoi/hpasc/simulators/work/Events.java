package vn.gov.hanoi.hpasc.simulators.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Writes the CloudEvents of one agency as plain JSON trees, fields in the order of the contract. */
final class Events {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    private final String agency;
    private final Clock clock;

    Events(String agency, Clock clock) {
        this.agency = agency;
        this.clock = clock;
    }

    ObjectNode event(String what, String dossier, ObjectNode data) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/agencies/" + agency)
                .put("type", "vn.gov.hanoi.hpasc.dossier." + what + ".v1")
                .put("subject", dossier)
                .put("time", now())
                .put("datacontenttype", "application/json");
        event.set("data", data);
        return event;
    }

    String now() {
        return in(Duration.ZERO);
    }

    /** With Hanoi's offset, as its systems write it. */
    String in(Duration later) {
        Instant instant = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(later);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(HANOI));
    }

    static ObjectNode data() {
        return JSON.createObjectNode();
    }
}
