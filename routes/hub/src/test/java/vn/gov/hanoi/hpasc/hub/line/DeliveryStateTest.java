package vn.gov.hanoi.hpasc.hub.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryStateTest {

    private static final Map<String, Set<String>> MOVES = Map.of(
            "waiting", Set.of("ready", "in-flight", "cancelled"),
            "ready", Set.of("in-flight", "cancelled"),
            "in-flight", Set.of("delivered", "ready", "parked"),
            "parked", Set.of("ready", "in-flight", "refused", "cancelled"),
            "delivered", Set.of(),
            "refused", Set.of(),
            "cancelled", Set.of());

    @ParameterizedTest
    @EnumSource(DeliveryState.class)
    void movesOnlyAlongTheGraph(DeliveryState from) {
        assertThat(Arrays.stream(DeliveryState.values()).filter(from::mayBecome).map(DeliveryState::stored))
                .containsExactlyInAnyOrderElementsOf(MOVES.get(from.stored()));
        assertThat(from.finished()).isEqualTo(MOVES.get(from.stored()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(DeliveryState.class)
    void isReadAsItIsStored(DeliveryState state) {
        assertThat(DeliveryState.of(state.stored())).isEqualTo(state);
    }

    @Test
    void refusesToReadAnythingElse() {
        assertThatThrownBy(() -> DeliveryState.of("lost")).isInstanceOf(IllegalArgumentException.class);
    }
}
