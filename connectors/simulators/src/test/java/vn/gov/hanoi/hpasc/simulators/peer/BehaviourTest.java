package vn.gov.hanoi.hpasc.simulators.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {

    @Test
    void hasATextForm() {
        assertThat(Behaviour.of("accept")).isEqualTo(new Behaviour.Accept());
        assertThat(Behaviour.of("slow:200ms")).isEqualTo(new Behaviour.Slow(Duration.ofMillis(200)));
        assertThat(Behaviour.of("refuse:422:Thiếu: giấy tờ")).isEqualTo(new Behaviour.Refuse(422, "Thiếu: giấy tờ"));
        assertThat(Behaviour.of("status:429:2s")).isEqualTo(new Behaviour.Status(429, Duration.ofSeconds(2)));
        assertThat(Behaviour.of("garbage:html")).isEqualTo(new Behaviour.Garbage(Behaviour.Nonsense.HTML));
        assertThat(Behaviour.of("take+hang:10s"))
                .isEqualTo(new Behaviour.TakeThen(new Behaviour.Hang(Duration.ofSeconds(10))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explode", "slow", "status", "status:many", "garbage:latin"})
    void refusesWhatItDoesNotKnow(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.of(text));
    }

    @Test
    void whatIsQueuedForADossierGoesBeforeWhatStandsForIt() {
        Script script = new Script()
                .always(Behaviour.of("status:503"))
                .next(Behaviour.of("reset"))
                .alwaysFor("A", Behaviour.of("status:500"))
                .nextFor("A", Behaviour.of("hang:1s"));

        assertThat(script.decide("A")).isEqualTo(Behaviour.of("hang:1s"));
        assertThat(script.decide("A")).isEqualTo(Behaviour.of("status:500"));
        assertThat(script.decide("B")).isEqualTo(Behaviour.of("reset"));
        assertThat(script.decide("B")).isEqualTo(Behaviour.of("status:503"));
    }
}
