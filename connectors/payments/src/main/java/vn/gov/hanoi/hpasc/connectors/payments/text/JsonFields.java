package vn.gov.hanoi.hpasc.connectors.payments.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, their scalars as text exactly as they were written: signatures are made over what a number
 * looked like, not over its value.
 */
public final class JsonFields {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNumberLength(40)
                    .build())
            .build();
    private static final ObjectMapper JSON =
            new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, String> scalars;
    private final JsonNode tree;

    private JsonFields(Map<String, String> scalars, JsonNode tree) {
        this.scalars = scalars;
        this.tree = tree;
    }

    /** Empty when it is anything but one JSON object in UTF-8, or a name stands in it twice. */
    public static Optional<JsonFields> read(byte[] body) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (IOException notUtf8) {
            return Optional.empty();
        }
    }

    /** Empty when it is anything but one JSON object, or a name stands in it twice. */
    public static Optional<JsonFields> read(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree != null && tree.isObject()
                    ? Optional.of(new JsonFields(scalars(text), tree))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** All scalars at the top, null as nothing at all. */
    public Map<String, String> scalars() {
        return scalars;
    }

    /** A scalar at the top; null when there is none of that name. */
    public @Nullable String text(String name) {
        return scalars.get(name);
    }

    /** A scalar at the top; empty text when there is none of that name. */
    public String textOrEmpty(String name) {
        return scalars.getOrDefault(name, "");
    }

    /** Whether the field is written as a JSON string. */
    public boolean isString(String name) {
        return tree.path(name).isTextual();
    }

    /** For what is nested. */
    public JsonNode tree() {
        return tree;
    }

    private static Map<String, String> scalars(String text) throws IOException {
        Map<String, String> scalars = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    scalars.put(name, parser.getText());
                }
            }
        }
        return Map.copyOf(scalars);
    }
}
