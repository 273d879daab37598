package vn.gov.hanoi.hpasc.hub.broker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Bounds what the broker's library writes to the log: it has a stack trace for each message that it refuses, and so lets
 * whoever sends them fill the disk. What is refused is counted among the security events.
 */
final class BrokerLogLimit extends TurboFilter {

    static final int LINES_PER_MINUTE = 120;

    private static final String LIBRARY = "org.apache.activemq.artemis";
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    private long minuteBegan;
    private int written = LINES_PER_MINUTE;

    BrokerLogLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.minuteBegan = nanoTime.getAsLong() - MINUTE_NANOS;
    }

    /** Puts one into the context of {@code logger}, if there is none yet. */
    static void install(Logger logger) {
        var context = logger.getLoggerContext();
        synchronized (BrokerLogLimit.class) {
            if (context.getTurboFilterList().stream().noneMatch(BrokerLogLimit.class::isInstance)) {
                BrokerLogLimit limit = new BrokerLogLimit(System::nanoTime);
                limit.start();
                context.addTurboFilter(limit);
            }
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        // Without a format, somebody asks only whether the level is on.
        boolean counts = format != null
                && level.isGreaterOrEqual(Level.WARN)
                && logger.getName().startsWith(LIBRARY)
                && logger.isEnabledFor(level);
        return !counts || take() ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private synchronized boolean take() {
        long now = nanoTime.getAsLong();
        if (now - minuteBegan >= MINUTE_NANOS) {
            minuteBegan = now;
            written = 0;
        }
        return written++ < LINES_PER_MINUTE;
    }
}
