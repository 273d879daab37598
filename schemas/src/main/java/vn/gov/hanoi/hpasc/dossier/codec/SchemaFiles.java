package vn.gov.hanoi.hpasc.dossier.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The JSON Schemas of {@code exchange/v1}, as they lie in the jar. */
final class SchemaFiles {

    private static final String FOLDER = "/vn/gov/hanoi/hpasc/schemas/exchange/v1/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> roots = new HashMap<>();

    /** What a reference leads to, and the file it is in. */
    record Target(JsonNode schema, String file) {}

    JsonNode root(String file) {
        return roots.computeIfAbsent(file, SchemaFiles::load);
    }

    Target resolve(String reference, String from) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        String target = file.isEmpty() ? from : file;
        JsonNode schema = root(target).at(hash < 0 ? "" : reference.substring(hash + 1));
        if (schema.isMissingNode()) {
            throw new IllegalStateException(reference + " of " + from + " leads nowhere");
        }
        return new Target(schema, target);
    }

    private static JsonNode load(String file) {
        try (InputStream in = SchemaFiles.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("no schema " + file);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
