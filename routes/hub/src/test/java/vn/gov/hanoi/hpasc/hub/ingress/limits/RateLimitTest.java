package vn.gov.hanoi.hpasc.hub.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final TestTime time = new TestTime();
    private final RateLimit limit = new RateLimit(100, 50, Duration.ofSeconds(1), time);

    @Test
    void givesTheBurstAtOnceAndThenAsMuchAsComesIn() {
        for (int i = 0; i < 100; i++) {
            assertThat(limit.take(1)).isZero();
        }
        assertThat(limit.take(1)).isEqualTo(Duration.ofMillis(20));

        time.forward(Duration.ofSeconds(1));
        for (int i = 0; i < 50; i++) {
            assertThat(limit.take(1)).isZero();
        }
        assertThat(limit.take(1)).isPositive();
    }

    @Test
    void letsInABatchThatIsLargerThanTheBurstAndHasItPaidAfterwards() {
        assertThat(limit.take(500)).isZero();
        assertThat(limit.take(1)).as("400 are owed").isEqualTo(Duration.ofMillis(8_020));

        time.forward(Duration.ofMillis(8_020));
        assertThat(limit.take(1)).isZero();
        assertThat(limit.take(500)).as("half of the burst is not there yet").isPositive();
        time.forward(limit.take(500));
        assertThat(limit.take(500)).isZero();
    }

    @Test
    void takesNothingWhenItRefuses() {
        limit.charge(100);
        for (int i = 0; i < 1000; i++) {
            assertThat(limit.take(10)).isPositive();
        }
        time.forward(Duration.ofMillis(200));
        assertThat(limit.take(10)).isZero();
    }

    @Test
    void tellsHowLongSomethingIsOwed() {
        assertThat(limit.debt()).isZero();
        limit.charge(150);
        assertThat(limit.debt()).isEqualTo(Duration.ofMillis(1_020));
    }
}
