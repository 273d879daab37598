package vn.gov.hanoi.hpasc.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedGatewaysTest {

    @Test
    void allGatewaysRunUnderTheNamesTheHubHasForThem() {
        try (SimulatedGateways gateways = SimulatedGateways.start()) {
            assertThat(gateways.addresses()).containsOnlyKeys(SimulatedGateways.NAMES);
            assertThat(gateways.addresses().values()).doesNotHaveDuplicates();
            for (String name : SimulatedGateways.NAMES) {
                assertThat(gateways.gateway(name).address("/"))
                        .isEqualTo(gateways.addresses().get(name));
            }
        }
    }

    @Test
    void onlyThoseWithAPortRun() {
        try (SimulatedGateways gateways = SimulatedGateways.start(Map.of("momo", 0))) {
            assertThat(gateways.addresses()).containsOnlyKeys("momo");
            assertThatThrownBy(() -> gateways.gateway("vnpay")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
