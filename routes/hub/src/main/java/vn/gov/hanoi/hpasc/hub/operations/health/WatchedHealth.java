package vn.gov.hanoi.hpasc.hub.operations.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Asks a health indicator again and again on a thread of its own, and tells what it said last. An indicator that does not come
 * back is itself a sign: its component is down for as long.
 */
final class WatchedHealth implements HealthIndicator, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedHealth.class);

    private final String name;
    private final HealthIndicator indicator;
    private final Duration every;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final CountDownLatch firstSaid = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile State state;

    /**
     * What is known.
     *
     * @param said what the indicator said last; null before it said anything
     * @param askedSince when it was asked what it has not answered yet, null when it is not being asked
     */
    private record State(@Nullable Health said, @Nullable Long askedSince) {}

    /**
     * Begins to watch.
     *
     * @param every the pause between an answer and the next question
     * @param patience how long an answer may take
     */
    WatchedHealth(String name, HealthIndicator indicator, Duration every, Duration patience) {
        this(name, indicator, every, patience, System::nanoTime);
        Thread.ofPlatform().daemon().name("health-" + name).start(this::watch);
    }

    WatchedHealth(String name, HealthIndicator indicator, Duration every, Duration patience, LongSupplier nanoTime) {
        this.name = name;
        this.indicator = indicator;
        this.every = every;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.state = new State(null, nanoTime.getAsLong());
    }

    private void watch() {
        try {
            do {
                look();
            } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once. */
    void look() {
        Health before = state.said();
        state = new State(before, nanoTime.getAsLong());
        Health now = ask();
        state = new State(now, null);
        firstSaid.countDown();
        tell(before, now);
    }

    /** One line when a component goes down, and one when it is back. */
    private void tell(@Nullable Health before, Health now) {
        if (before != null && well(before) != well(now)) {
            LOG.atLevel(well(now) ? Level.INFO : Level.WARN)
                    .addKeyValue("component", name)
                    .addKeyValue("status", now.getStatus())
                    .addKeyValue("details", now.getDetails())
                    .log("health.component");
        }
    }

    private static boolean well(Health health) {
        return Status.UP.equals(health.getStatus()) || Status.UNKNOWN.equals(health.getStatus());
    }

    private Health ask() {
        try {
            return indicator.health();
        } catch (RuntimeException | Error broken) {
            // this thread must go on, whatever an indicator does
            return Health.down(broken).build();
        }
    }

    @Override
    public Health health() {
        awaitFirst();
        State known = state;
        Health said = known.said();
        long waited = known.askedSince() == null ? 0 : nanoTime.getAsLong() - known.askedSince();
        if (said != null && waited <= patience.toNanos()) {
            return said;
        }
        Health.Builder down = Health.down()
                .withDetail(
                        "problem", "no answer for " + TimeUnit.NANOSECONDS.toMillis(waited) + " ms: it stands still")
                .withDetail("action", "see whether its process runs, and its disk and network");
        if (said != null && !well(said)) {
            down.withDetail("before", said.getDetails());
        }
        return down.build();
    }

    /** At start nothing is known yet; it soon is, or something stands still. */
    private void awaitFirst() {
        try {
            if (state.said() == null) {
                boolean ignored = firstSaid.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is told now, without waiting for anything. */
    boolean up() {
        State known = state;
        Health said = known.said();
        Long since = known.askedSince();
        return said != null && well(said) && (since == null || nanoTime.getAsLong() - since <= patience.toNanos());
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
