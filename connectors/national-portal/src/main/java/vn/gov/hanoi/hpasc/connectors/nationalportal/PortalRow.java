package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row on its way to the portal: NFC texts, its times, and an empty text where there is nothing to say. */
final class PortalRow {

    private final ObjectNode row = PortalAnswer.JSON.createObjectNode();
    private final DateTimeFormatter times;

    PortalRow(PortalProperties.Rows rows) {
        this.times = DateTimeFormatter.ofPattern(rows.timePattern()).withZone(rows.zone());
    }

    PortalRow text(String field, @Nullable String value) {
        row.put(field, value == null ? "" : Normalizer.normalize(value.strip(), Normalizer.Form.NFC));
        return this;
    }

    PortalRow time(String field, @Nullable Instant value) {
        row.put(field, value == null ? "" : times.format(value));
        return this;
    }

    PortalRow list(String field, List<ObjectNode> items) {
        row.putArray(field).addAll(items);
        return this;
    }

    ObjectNode json() {
        return row;
    }

    /**
     * What keeps a row from being told.
     *
     * @param required fields that must say something
     */
    static List<String> faults(ObjectNode row, List<String> required, Map<String, Integer> lengths) {
        List<String> faults = new ArrayList<>();
        for (String field : required) {
            if (row.path(field).asText("").isBlank()) {
                faults.add(field + " is missing");
            }
        }
        tooLong(row, "", lengths, faults);
        return faults;
    }

    private static void tooLong(JsonNode node, String path, Map<String, Integer> lengths, List<String> faults) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                tooLong(node.get(i), path + "[" + i + "]", lengths, faults);
            }
        }
        node.properties().forEach(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            Integer most = lengths.get(field.getKey());
            String text = field.getValue().asText("");
            int length = text.codePointCount(0, text.length());
            if (most != null && length > most) {
                faults.add(name + " has " + length + " characters, " + most + " are allowed");
            }
            tooLong(field.getValue(), name, lengths, faults);
        });
    }
}
