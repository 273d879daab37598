package vn.gov.hanoi.hpasc.simulators.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/** The JSON body of a call to a gateway. */
public final class JsonBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode node;

    private JsonBody(JsonNode node) {
        this.node = node;
    }

    /** Anything that is no JSON object reads as an empty one. */
    public static JsonBody of(HttpCall call) {
        return read(call.bodyText());
    }

    /** Anything that is no JSON object reads as an empty one. */
    public static JsonBody read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return new JsonBody(node != null && node.isObject() ? node : JSON.createObjectNode());
        } catch (IOException noJson) {
            return new JsonBody(JSON.createObjectNode());
        }
    }

    /** A scalar as text; empty when there is none. */
    public String text(String name) {
        return node.path(name).asText("");
    }

    public long number(String name) {
        return node.path(name).asLong();
    }

    /** Whether the field is written as a JSON number. */
    public boolean isNumber(String name) {
        return node.path(name).isIntegralNumber();
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** {@code a|b|c}. */
    public String bars(List<String> names) {
        return names.stream().map(this::text).collect(Collectors.joining("|"));
    }

    /** An answer with {@code fields} as JSON. */
    public static HttpAnswer answer(int status, Map<String, ?> fields) {
        return HttpAnswer.json(status, write(fields));
    }

    public static String write(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
