package vn.gov.hanoi.hpasc.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Makes one document of a contract and the files it refers to. The files are kept apart because the hub validates by
 * them; readers get one piece because tools differ in how they follow references over HTTP.
 */
final class Bundle {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String REFERENCE = "$ref";

    private final String main;
    private final Map<String, JsonNode> files = new HashMap<>();
    private final ObjectNode document;
    private final ObjectNode schemas;

    Bundle(String main) {
        this.main = main;
        this.document = (ObjectNode) read(main);
        this.schemas = document.withObject("/components/schemas");
        settle(document, main);
    }

    byte[] yaml() {
        try {
            return YAML.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns all references within {@code node}, a part of {@code file}, into references within the document. */
    private void settle(JsonNode node, String file) {
        if (node instanceof ObjectNode object) {
            object.remove("$schema");
            object.remove("$id");
            if (object.get(REFERENCE) instanceof TextNode reference) {
                settleReference(object, reference.asText(), file);
            }
            if (object.get("externalValue") instanceof TextNode example) {
                object.remove("externalValue");
                object.set("value", read(example.asText()));
            }
        }
        // A copy of the children, for schemas may be added to what is being walked through.
        for (JsonNode child : node.valueStream().toList()) {
            settle(child, file);
        }
    }

    private void settleReference(ObjectNode object, String reference, String file) {
        int hash = reference.indexOf('#');
        String target = hash == 0 ? file : hash < 0 ? reference : reference.substring(0, hash);
        String pointer = hash < 0 ? "" : reference.substring(hash + 1);
        if (target.equals(main)) {
            return;
        }
        if (target.startsWith("examples/")) {
            object.remove(REFERENCE);
            object.setAll((ObjectNode) read(target));
            return;
        }
        String name = pointer.isEmpty()
                ? target.replace(".schema.json", "")
                : pointer.substring(pointer.lastIndexOf('/') + 1);
        object.put(REFERENCE, SCHEMAS + name);
        if (!schemas.has(name) || refersToItself(name)) {
            JsonNode schema = read(target).at(pointer);
            if (schema.isMissingNode()) {
                throw new IllegalStateException(reference + " of " + file + " leads nowhere");
            }
            schemas.set(name, schema);
            settle(schema, target);
        }
    }

    /** A component that only named a schema elsewhere, which is now to take its place. */
    private boolean refersToItself(String name) {
        Iterator<String> members = schemas.path(name).fieldNames();
        return members.hasNext()
                && members.next().equals(REFERENCE)
                && schemas.path(name).path(REFERENCE).asText().equals(SCHEMAS + name);
    }

    private JsonNode read(String file) {
        return files.computeIfAbsent(file, Bundle::parsed).deepCopy();
    }

    private static JsonNode parsed(String file) {
        try {
            return YAML.readTree(ExchangeContracts.file(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
