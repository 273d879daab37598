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
            String place = message.getInstanceLocation().toString();
            String property = message.getProperty();
            boolean surplus = "additionalProperties".equals(message.getType()) && property != null;
            findings.add(
                    surplus
                            ? new Finding(
                                    file,
                                    root.lineOf(place + '/' + StrictYaml.escaped(property)),
                                    "unknown key " + property)
                            : new Finding(file, root.lineOf(place), named(place) + message.getError()));
        }
    }

    private static String named(String place) {
        return place.isEmpty() ? "" : place.substring(1) + ": ";
    }
}
