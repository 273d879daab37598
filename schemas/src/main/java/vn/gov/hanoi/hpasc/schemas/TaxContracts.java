package vn.gov.hanoi.hpasc.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** The contracts of {@code tax/v1}: what the tax office sends through the portal, and what it is answered. */
public final class TaxContracts {

    /** The schema of a file of notices, on the class path. */
    public static final String NOTICE_FILE = "vn/gov/hanoi/hpasc/schemas/tax/v1/tax-notice-file.xsd";

    private static final String IDS = "https://hpasc.hanoi.gov.vn/schemas/";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                    builder.schemaMappers(mappers -> mappers.mapPrefix(IDS, "classpath:vn/gov/hanoi/hpasc/schemas/")));

    private TaxContracts() {}

    /** What {@code said} breaks of the contract {@code name}, as {@code tax-notices}; nothing when all is well. */
    public static List<String> faults(String name, JsonNode said) {
        return FACTORY.getSchema(SchemaLocation.of(IDS + "tax/v1/" + name + ".schema.json")).validate(said).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
