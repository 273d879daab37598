package vn.gov.hanoi.hpasc.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** The contracts of {@code land-registry/v1}: what the hub and the land registration office's system say to each other. */
public final class LandRegistryContracts {

    /** Of the parcel look-up that the hub offers. */
    public static final String NAMESPACE = "http://hpasc.hanoi.gov.vn/land-registry/v1";

    /** Its WSDL on the class path; its XSD lies beside it. */
    public static final String WSDL = "vn/gov/hanoi/hpasc/schemas/land-registry/v1/land-registry.wsdl";

    private static final String IDS = "https://hpasc.hanoi.gov.vn/schemas/";
    private static final String CLASS_PATH = "classpath:vn/gov/hanoi/hpasc/schemas/";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(IDS, CLASS_PATH)));

    private LandRegistryContracts() {}

    /** What {@code said} breaks of the contract {@code name}, as {@code tiep-nhan}; nothing when all is well. */
    public static List<String> faults(String name, JsonNode said) {
        JsonSchema schema = FACTORY.getSchema(SchemaLocation.of(IDS + "land-registry/v1/" + name + ".schema.json"));
        return schema.validate(said).stream().map(ValidationMessage::getMessage).toList();
    }
}
