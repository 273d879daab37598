package vn.gov.hanoi.hpasc.connectors.landregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommunesTest {

    @TempDir
    Path folder;

    @Test
    void theShippedTableHasEveryWardAndCommuneOfHanoi() {
        assertThat(Communes.read(null, Map.of()).size()).isEqualTo(126);
    }

    @ParameterizedTest
    @CsvSource({"00070, 002", "00004, 001", "00166, 005", "09556, 268", "10441, 282", "00376, 016", "04930, 276"})
    void aCommuneHasItsFormerDistrict(String commune, String district) {
        assertThat(Communes.read(null, Map.of()).districtOf(commune)).contains(district);
    }

    @Test
    void aCommuneThatIsNotOfHanoiHasNone() {
        assertThat(Communes.read(null, Map.of()).districtOf("00001")).isEmpty();
    }

    @Test
    void aSingleCommuneCanBeSetRight() {
        assertThat(Communes.read(null, Map.of("00337", "020")).districtOf("00337"))
                .contains("020");
    }

    @Test
    void aTableOfOnesOwnIsCheckedWhole() throws Exception {
        Path own = Files.writeString(folder.resolve("own.csv"), """
                # a comment
                00070;Phường Hoàn Kiếm;002;Quận Hoàn Kiếm;
                00070;Phường Hoàn Kiếm;002;Quận Hoàn Kiếm;
                70;Phường Cửa Nam;2;Quận Hoàn Kiếm;
                00082;Phường Cửa Nam;002;Hoàn Kiếm;
                nothing
                """);
        assertThatThrownBy(() -> Communes.read(own, Map.of()))
                .hasMessageContaining("3: the commune 00070 is there twice")
                .hasMessageContaining("4: not the code of a commune (00166): 70")
                .hasMessageContaining("5: the district 002 is called")
                .hasMessageContaining("6: not commune;name");
    }
}
