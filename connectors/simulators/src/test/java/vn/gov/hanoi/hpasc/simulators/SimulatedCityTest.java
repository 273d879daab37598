package vn.gov.hanoi.hpasc.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedCityTest {

    @TempDir
    Path dataDir;

    @Test
    void startsWithoutHubAndBrokerAndSaysWhereItListens() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub", "http://127.0.0.1:1",
                "broker", "tcp://127.0.0.1:1",
                "data", dataDir.toString(),
                "hpasc-core", "0",
                "land-office", "0",
                "construction", "0",
                "national-portal", "0",
                "land-registry", "0"));

        try (SimulatedCity city = SimulatedCity.start(SimulatorsApplication.plan(settings))) {
            assertThat(city.endpoints())
                    .containsOnlyKeys(
                            SimulatedCity.HPASC_CORE,
                            SimulatedCity.LAND_OFFICE,
                            SimulatedCity.CONSTRUCTION,
                            SimulatedCity.NATIONAL_PORTAL,
                            SimulatedCity.LAND_REGISTRY)
                    .allSatisfy((name, address) -> assertThat(address.getPort()).isPositive());
            assertThat(city.system(SimulatedCity.PLANNING).intake().size()).isZero();
        }
    }

    @Test
    void readsItsPaceFromTheArguments() {
        assertThat(SimulatorsApplication.plan(Map.of("pace", "2s")).pace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(SimulatorsApplication.plan(Map.of()).pace()).isEqualTo(Duration.ofMillis(800));
        assertThat(SimulatorsApplication.plan(Map.of("pace", "none")).pace()).isNull();
    }
}
