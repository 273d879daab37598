package vn.gov.hanoi.hpasc.hub.configuration;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The JSON Schema of a configuration file, which also the editors of the file can use. */
final class FileSchema {

    private static final String FOLDER = "/vn/gov/hanoi/hpasc/schemas/configuration/v1/";

    private final JsonSchema schema;

    private FileSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** The schema of {@code <name>.yaml}. */
    static FileSchema of(String name) {
        String resource = FOLDER + name + ".schema.json";
        SchemaValidatorsConfig settings = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        try (InputStream in = FileSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no schema " + resource);
            }
            return new FileSchema(
                    JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in, settings));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Adds a finding for everything in {@code root} that does not follow the schema. */
    void check(String file, Entry root, Findings findings) {
        for (ValidationMessage message : schema.validate(root.node())) {
            findings.add(finding(file, root, message));
        }
    }

    /** What is wrong with a key is said of the key's line, not of the mapping it is in. */
    private static Finding finding(String file, Entry root, ValidationMessage message) {
        String place = message.getInstanceLocation().toString();
        String key = message.getProperty();
        String keyPlace = key == null ? place : place + '/' + StrictYaml.escaped(key);
        return switch (message.getType()) {
            case "additionalProperties" -> new Finding(file, root.lineOf(keyPlace), "unknown key " + key);
            case "propertyNames" ->
                new Finding(file, root.lineOf(keyPlace), named(place) + "not a name to use here: " + key);
            default -> new Finding(file, root.lineOf(place), named(place) + message.getError());
        };
    }

    private static String named(String place) {
        return place.isEmpty() ? "" : place.substring(1) + ": ";
    }
}
