package vn.gov.hanoi.hpasc.dossier.codec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.Set;

/** The published JSON Schemas as any validator reads them: a second opinion beside the compiled readers. */
final class PublishedSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema MESSAGE = JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(
                            "https://hpasc.hanoi.gov.vn/schemas/", "classpath:vn/gov/hanoi/hpasc/schemas/")))
            .getSchema(
                    SchemaLocation.of("https://hpasc.hanoi.gov.vn/schemas/exchange/v1/message.schema.json"),
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());

    private PublishedSchema() {}

    static Set<ValidationMessage> faults(byte[] json) throws IOException {
        return MESSAGE.validate(JSON.readTree(json));
    }
}
