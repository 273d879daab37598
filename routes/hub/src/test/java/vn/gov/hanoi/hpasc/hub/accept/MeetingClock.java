package vn.gov.hanoi.hpasc.hub.accept;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A clock that keeps whoever asks next until another asks too. A transaction of the accept stage asks once it has read and
 * locked all that it decides on, and before it decides: two that meet here have both decided without seeing the other.
 */
final class MeetingClock extends Clock {

    private final Clock clock;
    private final AtomicReference<@Nullable CyclicBarrier> meeting = new AtomicReference<>();

    MeetingClock(Clock clock) {
        this.clock = clock;
    }

    /** The next to ask waits at {@code here}, once. */
    void meet(CyclicBarrier here) {
        meeting.set(here);
    }

    @Override
    public Instant instant() {
        CyclicBarrier here = meeting.getAndSet(null);
        if (here != null) {
            try {
                here.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new AssertionError("the other transaction did not come: a lock keeps it", e);
            }
        }
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MeetingClock(clock.withZone(zone));
    }
}
