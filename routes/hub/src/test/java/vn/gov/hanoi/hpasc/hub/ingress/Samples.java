package vn.gov.hanoi.hpasc.hub.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Messages to send, made of the examples that the contract ships. */
public final class Samples {

    public static final String DOSSIER = "H26.103.25.7-250908-0112";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXAMPLES = "/vn/gov/hanoi/hpasc/schemas/exchange/v1/examples/";

    private Samples() {}

    public static ObjectNode example(String what) {
        try (InputStream in = Samples.class.getResourceAsStream(EXAMPLES + what + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message of HPASC core. */
    public static String submitted(String id) {
        return submitted(id, DOSSIER);
    }

    public static String submitted(String id, String dossier) {
        return changed("submitted", message -> message.put("id", id).put("subject", dossier));
    }

    /** An example, changed. */
    public static String changed(String what, Consumer<ObjectNode> change) {
        ObjectNode message = example(what);
        change.accept(message);
        return text(message);
    }

    public static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
