package vn.gov.hanoi.hpasc.hub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private static final Instant TRUE = Instant.parse("2026-11-28T03:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final AtomicReference<Instant> machine = new AtomicReference<>(TRUE);
    private final DatabaseClock clock = new DatabaseClock(new Machine(), nanos::get);

    /** A clock that someone sets by hand. */
    private final class Machine extends Clock {
        @Override
        public Instant instant() {
            return machine.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void read(Instant database, Duration took) {
        long asked = nanos.get();
        clock.set(asked, nanos.addAndGet(took.toNanos()), database);
    }

    @Test
    void isTheMachinesUntilTheDatabaseWasRead() {
        machine.set(TRUE.plusSeconds(5));

        assertThat(clock.instant()).isEqualTo(TRUE.plusSeconds(5));
    }

    @Test
    void goesByTheDatabaseHoweverWrongTheMachineIs() {
        machine.set(TRUE.plus(Duration.ofHours(3)));

        read(TRUE, Duration.ZERO);

        assertThat(clock.instant()).isEqualTo(TRUE);
        assertThat(clock.machineAhead()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void goesOnByTheMonotonicClockWhenTheMachinesIsSet() {
        read(TRUE, Duration.ZERO);

        machine.set(TRUE.minus(Duration.ofDays(1)));
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());

        assertThat(clock.instant()).isEqualTo(TRUE.plusSeconds(7));
    }

    @Test
    void takesTheAnswersTimeForTheMiddleOfTheWait() {
        read(TRUE, Duration.ofMillis(40));

        assertThat(clock.instant()).isEqualTo(TRUE.plusMillis(20));
    }

    @Test
    void doesNotBelieveAnAnswerThatTookLongUnlessItKnowsNone() {
        read(TRUE, Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(TRUE.plusSeconds(1));

        read(TRUE, Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(TRUE.plusSeconds(3));
    }

    @Test
    void followsTheDatabaseWhenItsClockIsSet() {
        read(TRUE, Duration.ZERO);

        read(TRUE.minus(Duration.ofHours(3)), Duration.ZERO);

        assertThat(clock.instant()).isEqualTo(TRUE.minus(Duration.ofHours(3)));
    }
}
