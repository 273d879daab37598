package vn.gov.hanoi.hpasc.hub.operations.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

class WatchedHealthTest {

    private static final Duration EVERY = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Health> says =
            new AtomicReference<>(Health.up().build());

    private WatchedHealth watching(HealthIndicator indicator) {
        return new WatchedHealth("part", indicator, EVERY, PATIENCE, nanos::get);
    }

    @Test
    void tellsWhatWasSaidLastWithoutAskingAgain() {
        WatchedHealth part = watching(says::get);
        part.look();
        says.set(Health.down().build());

        assertThat(part.health().getStatus()).isEqualTo(Status.UP);
        assertThat(part.up()).isTrue();

        part.look();
        assertThat(part.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(part.up()).isFalse();
    }

    @Test
    void isDownWhileAnAnswerIsOverdueAndUpAgainWhenItComes() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicReference<Boolean> stands = new AtomicReference<>(false);
        WatchedHealth part = watching(() -> {
            if (stands.get()) {
                asked.countDown();
                awaitIt(answer);
            }
            return says.get();
        });
        part.look();
        stands.set(true);
        Thread looking = Thread.ofPlatform().start(part::look);
        asked.await();

        nanos.addAndGet(PATIENCE.toNanos());
        assertThat(part.health().getStatus()).as("within patience").isEqualTo(Status.UP);
        nanos.addAndGet(1_000_000);
        assertThat(part.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(part.health().getDetails()).containsKeys("problem", "action");
        assertThat(part.up()).isFalse();

        answer.countDown();
        looking.join();
        assertThat(part.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void goesOnAfterAnIndicatorThatFails() {
        AtomicLong asked = new AtomicLong();
        WatchedHealth part = new WatchedHealth(
                "part",
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new StackOverflowError();
                    }
                    return says.get();
                },
                EVERY,
                PATIENCE);
        try {
            await().untilAsserted(() -> assertThat(part.up()).isTrue());
            assertThat(part.health().getStatus()).isEqualTo(Status.UP);
        } finally {
            part.close();
        }
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
