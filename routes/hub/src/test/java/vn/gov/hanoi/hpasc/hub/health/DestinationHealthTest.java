package vn.gov.hanoi.hpasc.hub.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.delivery.TestClock;
import vn.gov.hanoi.hpasc.hub.identity.City;

class DestinationHealthTest {

    private static final String LAND = "land-office";
    private static final Exception DOWN = new IOException("connection refused");

    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DestinationHealth health = new DestinationHealth(
            City.destinations(),
            new HealthProperties(Duration.ofSeconds(1), Duration.ofSeconds(60), 10),
            clock,
            meters);

    private void fail(int times) {
        IntStream.range(0, times).forEach(i -> health.failed(LAND, DOWN, null));
    }

    private Duration rest() {
        return Duration.between(clock.instant(), health.restsUntil(LAND));
    }

    /** The breaker itself needs a millisecond of real time before it lets a probe go. */
    private void probe() {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> health.mayCall(LAND));
    }

    @Test
    void callsAsUsualUntilHalfOfTheLatestCallsFailed() {
        fail(4);
        assertThat(health.calling(LAND)).isTrue();
        assertThat(health.mayCall(LAND)).isTrue();

        fail(1);

        assertThat(health.calling(LAND)).isFalse();
        assertThat(health.mayCall(LAND)).isFalse();
        assertThat(health.probeDue(LAND)).isFalse();
        assertThat(health.state(LAND)).isEqualTo("resting");
        assertThat(meters.get("hub.destination.resting")
                        .tag("destination", LAND)
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void doesNotRestForFewFailuresAmongManySuccesses() {
        for (int i = 0; i < 50; i++) {
            health.answered(LAND);
            health.answered(LAND);
            health.failed(LAND, DOWN, null);
        }
        assertThat(health.calling(LAND)).isTrue();
    }

    @Test
    void leavesTheOthersAlone() {
        fail(10);

        assertThat(health.calling("construction")).isTrue();
        assertThat(health.mayCall("construction")).isTrue();
    }

    @Test
    void probesWithOneCallAndCallsAsUsualAfterItsSuccess() {
        fail(5);
        clock.pass(rest());

        assertThat(health.probeDue(LAND)).isTrue();
        probe();
        assertThat(health.mayCall(LAND)).isFalse();
        assertThat(health.calling(LAND)).isFalse();

        health.answered(LAND);

        assertThat(health.calling(LAND)).isTrue();
        assertThat(health.mayCall(LAND)).isTrue();
        assertThat(meters.get("hub.destination.resting")
                        .tag("destination", LAND)
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void waitsTwiceAsLongAfterEachFailedProbeUpToTheLongestWait() {
        fail(5);
        List<Duration> rests = new ArrayList<>(List.of(rest()));
        for (int probe = 0; probe < 9; probe++) {
            clock.pass(rest());
            probe();
            fail(1);
            rests.add(rest());
        }

        for (int i = 0; i < rests.size(); i++) {
            long middle = Math.min(1_000L << i, 60_000);
            assertThat(rests.get(i).toMillis())
                    .as("rest %d", i)
                    .isBetween((long) (middle * 0.7) - 1, Math.min((long) (middle * 1.3) + 1, 60_000));
        }
    }

    @Test
    void restsAsShortAsEverAfterItWasBack() {
        fail(5);
        for (int probe = 0; probe < 5; probe++) {
            clock.pass(rest());
            probe();
            fail(1);
        }
        clock.pass(rest());
        probe();
        health.answered(LAND);

        fail(10);

        assertThat(rest()).isLessThanOrEqualTo(Duration.ofMillis(1_300));
    }

    @Test
    void doesNotWaitLongerBecauseManyCallsThatWereUnderWayFailed() throws InterruptedException {
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> calls = IntStream.range(0, 16)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        together.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    fail(1);
                }))
                .toList();
        together.countDown();
        for (Thread call : calls) {
            call.join();
        }

        assertThat(health.calling(LAND)).isFalse();
        assertThat(rest()).isBetween(Duration.ofMillis(700), Duration.ofMillis(1_300));
    }

    @Test
    void doesNotWaitForeverForAProbeThatNeverReports() {
        fail(5);
        clock.pass(rest());
        probe();
        clock.pass(Duration.ofSeconds(119));
        assertThat(health.mayCall(LAND)).isFalse();

        clock.pass(Duration.ofSeconds(1));

        probe();
        assertThat(health.mayCall(LAND)).isFalse();
        health.answered(LAND);
        assertThat(health.calling(LAND)).isTrue();
    }

    @Test
    void restsAtOnceForAsLongAsTheDestinationAsksWithinBounds() {
        health.failed(LAND, DOWN, Duration.ofSeconds(90));
        assertThat(health.calling(LAND)).isFalse();
        assertThat(rest()).isEqualTo(Duration.ofSeconds(90));

        health.failed("construction", DOWN, Duration.ofDays(365_000_000));
        assertThat(health.restsUntil("construction")).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void remembersWhenSomethingReachedTheDestination() {
        Instant before = clock.instant();
        assertThat(health.answeredSince(LAND, before)).isFalse();
        clock.pass(Duration.ofMillis(1));
        health.answered(LAND);

        assertThat(health.answeredSince(LAND, before)).isTrue();
        assertThat(health.answeredSince(LAND, clock.instant())).isFalse();
    }

    @Test
    void givesDeliveriesTheSameGrowingWaits() {
        for (int attempt = 1; attempt < 12; attempt++) {
            long middle = Math.min(1_000L << (attempt - 1), 60_000);
            assertThat(health.waitAfter(attempt).toMillis())
                    .isBetween((long) (middle * 0.7) - 1, Math.min((long) (middle * 1.3) + 1, 60_000));
        }
        assertThat(health.waitAfter(0)).isLessThanOrEqualTo(Duration.ofMillis(1_300));
        assertThat(health.waitAfter(1_000_000)).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void knowsNoOtherDestination() {
        assertThatThrownBy(() -> health.calling("elsewhere")).hasMessageContaining("elsewhere");
    }
}
