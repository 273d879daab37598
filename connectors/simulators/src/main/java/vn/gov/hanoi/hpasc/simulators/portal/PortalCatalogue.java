package vn.gov.hanoi.hpasc.simulators.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The national catalogue as far as the sandbox needs it. Tests may change it. */
public final class PortalCatalogue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> procedures = new LinkedHashMap<>();
    private final JsonNode agencies;
    private final JsonNode sectors;

    PortalCatalogue() {
        try (InputStream in = PortalCatalogue.class.getResourceAsStream("catalogue.json")) {
            JsonNode all = JSON.readTree(in);
            all.path("procedures").forEach(procedure -> put((ObjectNode) procedure));
            agencies = all.path("agencies");
            sectors = all.path("sectors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a procedure, or replaces it. */
    public synchronized void put(ObjectNode procedure) {
        procedures.put(procedure.path("MATTHC").asText(), procedure);
    }

    public synchronized void remove(String code) {
        procedures.remove(code);
    }

    /** A copy of a procedure; null when it is not there. */
    public synchronized @Nullable ObjectNode procedure(String code) {
        ObjectNode procedure = procedures.get(code);
        return procedure == null ? null : procedure.deepCopy();
    }

    synchronized ArrayNode list() {
        ArrayNode list = JSON.createArrayNode();
        procedures
                .values()
                .forEach(procedure -> list.addObject()
                        .put("MATTHC", procedure.path("MATTHC").asText())
                        .put("TENTTHC", procedure.path("TENTTHC").asText()));
        return list;
    }

    JsonNode agencies() {
        return agencies;
    }

    JsonNode sectors() {
        return sectors;
    }
}
