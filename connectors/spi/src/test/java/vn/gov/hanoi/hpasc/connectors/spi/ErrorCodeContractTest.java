package vn.gov.hanoi.hpasc.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.schemas.ExchangeContracts;

class ErrorCodeContractTest {

    @Test
    void thePublishedContractListsEveryErrorCodeAndNoOther() throws Exception {
        JsonNode contract = new ObjectMapper(new YAMLFactory()).readTree(ExchangeContracts.openapi());

        assertThat(contract.at("/components/schemas/Problem/properties/code/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList());
    }

    @Test
    void everyKindOfInvalidMessageHasItsErrorCode() {
        assertThat(InvalidMessage.Kind.values())
                .allSatisfy(kind ->
                        assertThat(ErrorCode.valueOf(kind.name()).origin()).isEqualTo(ErrorCode.Origin.CALLER));
    }
}
