package vn.gov.hanoi.hpasc.connectors.departments.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;

class RestDepartmentMapperTest {

    @Test
    void anEmptyBodyOrAnObjectIsAccepted() {
        assertThat(outcome("")).isEqualTo(new DeliveryOutcome.Accepted(null));
        assertThat(outcome("{}")).isEqualTo(new DeliveryOutcome.Accepted(null));
        assertThat(outcome("{\"reference\":null}")).isEqualTo(new DeliveryOutcome.Accepted(null));
        assertThat(outcome("{\"reference\":\"TN-1\",\"more\":[1]}")).isEqualTo(new DeliveryOutcome.Accepted("TN-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OK",
                "[]",
                "1",
                "null",
                "\"ok\"",
                "{",
                "{}{}",
                "{\"reference\":{}}",
                "{\"reference\":7}",
                "<ok/>"
            })
    void anythingElseProvesNothing(String body) {
        assertThat(outcome(body)).isInstanceOf(DeliveryOutcome.Unknown.class);
    }

    @Test
    void theReasonIsWhatAProblemSaysElseTheTextItself() {
        assertThat(RestDepartmentMapper.toReason("{\"title\":\"Từ chối\",\"detail\":\"Thiếu đơn\"}"))
                .isEqualTo("Thiếu đơn");
        assertThat(RestDepartmentMapper.toReason("{\"title\":\"Từ chối\"}")).isEqualTo("Từ chối");
        assertThat(RestDepartmentMapper.toReason(" thiếu đơn ")).isEqualTo("thiếu đơn");
        assertThat(RestDepartmentMapper.toReason("x".repeat(9_000))).hasSize(2_000);
    }

    private static DeliveryOutcome outcome(String body) {
        return RestDepartmentMapper.toOutcome(body.getBytes(StandardCharsets.UTF_8));
    }
}
