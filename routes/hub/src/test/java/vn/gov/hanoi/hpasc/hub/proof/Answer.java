package vn.gov.hanoi.hpasc.hub.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the hub said to a message, whatever wire it said it on: a receipt when {@code code} is null, else a refusal.
 *
 * @param status HTTP status; 0 on a queue
 * @param deliveries the sequence promised for each destination
 * @param code {@code HUB-nnn}
 * @param retryAfter seconds; null where nothing is said of it
 */
record Answer(
        int status,
        @Nullable UUID exchangeId,
        @Nullable String digest,
        boolean repeat,
        @Nullable String mark,
        Map<String, Long> deliveries,
        @Nullable String code,
        @Nullable String retryAfter) {

    boolean receipted() {
        return code == null && exchangeId != null;
    }

    /** The receipt's exchange id. */
    UUID exchange() {
        if (exchangeId == null) {
            throw new AssertionError("no receipt but " + this);
        }
        return exchangeId;
    }

    /** The same promise, as told to whoever sends again. */
    Answer asRepeat() {
        return new Answer(0, exchangeId, digest, true, mark, deliveries, code, null);
    }

    /** Without what belongs to the wire. */
    Answer offTheWire() {
        return new Answer(0, exchangeId, digest, repeat, mark, deliveries, code, null);
    }

    static Answer ofJson(int status, JsonNode body, @Nullable String retryAfter) {
        Map<String, Long> deliveries = new TreeMap<>();
        for (JsonNode delivery : body.path("deliveries")) {
            deliveries.put(
                    delivery.path("destination").asText(),
                    delivery.path("sequence").asLong());
        }
        String exchange = text(body, "exchangeId");
        return new Answer(
                status,
                exchange == null ? null : UUID.fromString(exchange),
                text(body, "digest"),
                body.path("repeat").asBoolean(),
                text(body, "mark"),
                deliveries,
                text(body, "code"),
                retryAfter);
    }

    static Answer ofSoap(int status, Element envelope, @Nullable String retryAfter) {
        Map<String, Long> deliveries = new TreeMap<>();
        NodeList promised = envelope.getElementsByTagNameNS("*", "delivery");
        for (int i = 0; i < promised.getLength(); i++) {
            Element delivery = (Element) promised.item(i);
            deliveries.put(
                    String.valueOf(text(delivery, "destination")),
                    Long.valueOf(String.valueOf(text(delivery, "sequence"))));
        }
        Element problem =
                (Element) envelope.getElementsByTagNameNS("*", "problem").item(0);
        String exchange = text(envelope, "exchangeId");
        return new Answer(
                status,
                exchange == null ? null : UUID.fromString(exchange),
                text(envelope, "digest"),
                Boolean.parseBoolean(text(envelope, "repeat")),
                text(envelope, "mark"),
                deliveries,
                problem == null ? null : text(problem, "code"),
                retryAfter);
    }

    private static @Nullable String text(JsonNode body, String name) {
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static @Nullable String text(Element within, String name) {
        NodeList found = within.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? null : found.item(0).getTextContent();
    }
}
