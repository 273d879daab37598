package vn.gov.hanoi.hpasc.hub.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchTest {

    @Test
    void isReadAsTheBrokerMessageSaysIt() {
        Dispatch dispatch = new Dispatch("land-office", UUID.randomUUID(), 3);

        assertThat(Dispatch.of("land-office", dispatch.brokerText())).isEqualTo(dispatch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "not-an-id:1",
                "6f1d0d3c-3a1c-4e0a-9d0e-0a3d9c2f1b11",
                "6f1d0d3c-3a1c-4e0a-9d0e-0a3d9c2f1b11:x"
            })
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> Dispatch.of("land-office", text)).isInstanceOf(RuntimeException.class);
    }
}
