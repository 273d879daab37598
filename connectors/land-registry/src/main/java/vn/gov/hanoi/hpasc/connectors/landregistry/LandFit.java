package vn.gov.hanoi.hpasc.connectors.landregistry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Whether a call has what the land registry requires, and nothing that is too long: everything that is wrong, by field. */
final class LandFit {

    private final LandRegistryProperties.Fields fields;
    private final LandOperation operation;
    private final List<String> findings = new ArrayList<>();

    LandFit(LandRegistryProperties properties, LandOperation operation) {
        this.fields = properties.fields();
        this.operation = operation;
    }

    void add(String finding) {
        findings.add(finding);
    }

    void check(ObjectNode body) {
        for (String field : fields.required().getOrDefault(operation, List.of())) {
            if (lacks(body, field)) {
                findings.add(field + " is missing");
            }
        }
        fields.lengths().forEach((field, most) -> {
            int length = longest(body, field);
            if (length > most) {
                findings.add("%s has %d characters, %d are allowed".formatted(field, length, most));
            }
        });
    }

    List<String> findings() {
        return findings;
    }

    /** In a list every element must have it; an empty list has nothing to lack. */
    private static boolean lacks(JsonNode within, String field) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            JsonNode value = within.path(field);
            return value.isMissingNode() || value.isNull() || value.asText().isBlank();
        }
        JsonNode next = within.path(field.substring(0, dot));
        String rest = field.substring(dot + 1);
        if (!next.isArray()) {
            return lacks(next, rest);
        }
        for (JsonNode element : next) {
            if (lacks(element, rest)) {
                return true;
            }
        }
        return false;
    }

    private static int longest(JsonNode within, String field) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            String text = within.path(field).asText("");
            return text.codePointCount(0, text.length());
        }
        JsonNode next = within.path(field.substring(0, dot));
        String rest = field.substring(dot + 1);
        if (!next.isArray()) {
            return longest(next, rest);
        }
        int longest = 0;
        for (JsonNode element : next) {
            longest = Math.max(longest, longest(element, rest));
        }
        return longest;
    }
}
