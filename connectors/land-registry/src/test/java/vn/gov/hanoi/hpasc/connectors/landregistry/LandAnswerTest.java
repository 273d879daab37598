package vn.gov.hanoi.hpasc.connectors.landregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandAnswerTest {

    private final LandRegistryProperties.Answers answers =
            LandBench.properties(Map.of()).answers();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`data`:1,`status`:{`success`:true,`code`:200,`message`:`OK`}}                 | Taken",
                "{`data`:null,`status`:{`success`:true}}                                        | Taken",
                "{`data`:0,`status`:{`success`:false,`message`:`Hồ sơ ĐÃ TỒN TẠI trên hệ thống`}} | Exists",
                "{`data`:0,`status`:{`success`:false,`message`:`Hệ thống bận, thử lại sau`}}    | Busy",
                "{`data`:0,`status`:{`success`:false,`message`:`Hồ sơ không tồn tại`}}          | Absent",
                "{`data`:0,`status`:{`success`:false,`code`:7,`message`:``}}                    | Refused",
                "{`data`:0,`status`:{`success`:false,`message`:`Sai mã xã`}}                    | Refused",
                "{`data`:1,`status`:{`code`:200,`message`:`OK`}}                                | Taken",
                "{`data`:1,`status`:{`code`:999,`message`:`OK`}}                                | Senseless",
                "{`data`:0,`status`:{`success`:null,`code`:200}}                                | Senseless",
                "{`data`:1,`status`:{`success`:`true`}}                                         | Senseless",
                "{`data`:1}                                                                     | Senseless",
                "[]                                                                             | Senseless",
                "đã tồn tại                                                                     | Senseless",
                "{`data`:1,                                                                     | Senseless",
            })
    void isJudgedInOnePlace(String said, String verdict) {
        byte[] body = said.replace('`', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(LandAnswer.of(body, answers).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @org.junit.jupiter.api.Test
    void nothingIsSenseless() {
        assertThat(LandAnswer.of(new byte[0], answers)).isInstanceOf(LandAnswer.Senseless.class);
    }
}
