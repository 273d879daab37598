package vn.gov.hanoi.hpasc.connectors.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The published signatures. */
public final class Vectors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /** One of them. */
    public record Vector(String gateway, String kind, JsonNode json) {

        public String secret() {
            return json.path("secret").asText();
        }

        public String signingString() {
            return json.path("signing_string").asText();
        }

        public String expected() {
            return json.path("expected_signature").asText();
        }

        public boolean mustReject() {
            return json.path("must_reject").asBoolean();
        }

        public Map<String, String> params() {
            Map<String, String> params = new LinkedHashMap<>();
            json.path("params")
                    .properties()
                    .forEach(
                            field -> params.put(field.getKey(), field.getValue().asText()));
            return params;
        }

        public String param(String name) {
            return params().getOrDefault(name, "");
        }

        @Override
        public String toString() {
            return gateway + " " + kind + " (" + json.path("provenance").asText() + ")";
        }
    }

    public static List<Vector> all() {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/payment-vectors.json")) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false)
                    .map(json -> new Vector(
                            json.path("gateway").asText(), json.path("kind").asText(), json))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<Vector> of(String gateway) {
        return all().stream().filter(vector -> vector.gateway().equals(gateway));
    }
}
