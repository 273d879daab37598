package vn.gov.hanoi.hpasc.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NationalPortalContractsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "dong-bo-ho-so",
                "cap-nhat-tien-do",
                "tra-cuu-ho-so",
                "thu-tuc",
                "thu-tuc-answer",
                "nhan-ho-so"
            })
    void examplesFollowTheirContract(String name) throws Exception {
        assertThat(NationalPortalContracts.faults(name, example(name))).isEmpty();
    }

    @Test
    void whatIsRequiredIsMissed() throws Exception {
        ObjectNode call = example("dong-bo-ho-so");
        ((ObjectNode) call.path("data").path(0)).remove("MaLinhVuc");

        assertThat(NationalPortalContracts.faults("dong-bo-ho-so", call))
                .singleElement()
                .asString()
                .contains("MaLinhVuc");
    }

    @Test
    void aTimeOfTheTwelveHourClockWithoutSecondsIsFound() throws Exception {
        ObjectNode call = example("cap-nhat-tien-do");
        ((ObjectNode) call.path("data").path(0)).put("ThoiDiemXuLy", "202509080305");

        assertThat(NationalPortalContracts.faults("cap-nhat-tien-do", call)).isNotEmpty();
    }

    private static ObjectNode example(String name) throws Exception {
        try (InputStream in = NationalPortalContracts.class.getResourceAsStream(
                "/vn/gov/hanoi/hpasc/schemas/national-portal/v1/examples/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        }
    }
}
