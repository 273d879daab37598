package vn.gov.hanoi.hpasc.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExchangeContractsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String MEDIA =
            "/paths/~1api~1v1~1messages/post/requestBody/content/application~1cloudevents+json";

    @Test
    void everyReferenceOfTheBundledContractsLeadsSomewhereWithinThem() throws Exception {
        for (byte[] contract : List.of(ExchangeContracts.openapi(), ExchangeContracts.asyncapi())) {
            JsonNode document = YAML.readTree(contract);

            List<String> references = references(document);

            assertThat(references).isNotEmpty().allSatisfy(reference -> {
                assertThat(reference).startsWith("#/");
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            });
            assertThat(document.toString()).doesNotContain("externalValue").doesNotContain(".schema.json");
        }
    }

    @Test
    void noComponentOfTheBundleIsOnlyAReferenceToItself() throws Exception {
        JsonNode document = YAML.readTree(ExchangeContracts.asyncapi());

        document.at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(schema.getValue().path("$ref").asText())
                        .isNotEqualTo("#/components/schemas/" + schema.getKey()));
        assertThat(document.at("/components/schemas/DeliveredMessage/allOf/1/required/0")
                        .asText())
                .isEqualTo("exchangeid");
    }

    @Test
    void theExamplesOfOpenapiFollowTheSchemasOfOpenapi() throws Exception {
        JsonNode document = YAML.readTree(ExchangeContracts.openapi());

        document.at(MEDIA + "/examples").forEach(example -> assertValid(document, "message", example.path("value")));
        assertValid(document, "Receipt", document.at("/components/examples/receipt/value"));
        assertValid(document, "Exchange", document.at("/components/examples/exchange/value"));
        assertValid(document, "Dossier", document.at("/components/examples/dossier/value"));
        assertValid(document, "Inbox", document.at("/components/examples/inbox/value"));
        for (String problem : List.of("malformed", "foreignSource", "conflict", "invalidData", "unavailable")) {
            assertValid(document, "Problem", document.at("/components/examples/" + problem + "/value"));
        }
        document.at(
                        "/paths/~1api~1v1~1inbox~1{deliveryId}~1outcome/post/requestBody/content/application~1json/examples")
                .forEach(example -> assertValid(document, "Outcome", example.path("value")));
    }

    @Test
    void anOutcomeThatRefusesNeedsAReason() throws Exception {
        JsonNode document = YAML.readTree(ExchangeContracts.openapi());

        assertThat(validate(document, "Outcome", YAML.readTree("{accepted: false}")))
                .hasSize(1);
    }

    @Test
    void everyOperationSaysWhatItAnswersToStrangers() throws Exception {
        JsonNode document = YAML.readTree(ExchangeContracts.openapi());

        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    boolean open = operation.has("security")
                            && operation.path("security").isEmpty();
                    assertThat(open || operation.path("responses").has("401"))
                            .as(operation.path("operationId").asText())
                            .isTrue();
                }));
    }

    @Test
    void everyErrorCodeIsListedOnceAndExplained() throws Exception {
        JsonNode code = YAML.readTree(ExchangeContracts.openapi()).at("/components/schemas/Problem/properties/code");
        List<String> listed = new ArrayList<>();
        code.path("enum").forEach(value -> listed.add(value.asText()));

        assertThat(listed).doesNotHaveDuplicates().allMatch(value -> value.matches("HUB-\\d{3}"));
        assertThat(listed)
                .allSatisfy(
                        value -> assertThat(code.path("description").asText()).contains("`" + value + "`"));
    }

    private static void assertValid(JsonNode document, String schema, JsonNode example) {
        assertThat(example.isMissingNode()).isFalse();
        assertThat(validate(document, schema, example)).as(schema).isEmpty();
    }

    private static Set<ValidationMessage> validate(JsonNode document, String schema, JsonNode example) {
        ObjectNode whole = document.deepCopy();
        whole.put("$ref", "#/components/schemas/" + schema);
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        return compiled.validate(example);
    }

    private static List<String> references(JsonNode node) {
        List<String> references = new ArrayList<>();
        node.findValues("$ref").forEach(reference -> references.add(reference.asText()));
        return references;
    }
}
