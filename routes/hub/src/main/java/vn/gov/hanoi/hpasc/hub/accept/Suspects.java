package vn.gov.hanoi.hpasc.hub.accept;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.dossier.MessageKey;

/**
 * Messages that cannot be written for a reason nobody knows. Each is tried again as if the database were away; only one that
 * failed alone again and again, while others were committed, is given up, so that it holds up no queue, and told to people.
 */
final class Suspects {

    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);
    private static final int TRIES = 5;
    private static final long LEAST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST = 10_000;

    private final Cache<MessageKey, Failing> failing = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    private final LongSupplier nanos;
    private volatile long committed;
    private volatile boolean any;

    /**
     * Failures of one message that failed alone.
     *
     * @param since when for the first time, by the monotonic clock
     */
    private record Failing(int times, long since) {}

    /** @param nanos the monotonic clock */
    Suspects(LongSupplier nanos, MeterRegistry meters) {
        this.nanos = nanos;
        Gauge.builder("hub.accept.unexplained", this, Suspects::givenUp)
                .description(
                        "Messages of the last hour that could not be written for a reason nobody knows; see the log")
                .register(meters);
    }

    /** Something was written: whatever fails from now on fails alone. */
    void committed() {
        any = true;
        committed = nanos.getAsLong();
    }

    /** A message failed alone; true when it is not to be tried any more. */
    boolean failed(MessageKey key) {
        long now = nanos.getAsLong();
        Failing known = failing.getIfPresent(key);
        Failing next = known == null ? new Failing(1, now) : new Failing(known.times() + 1, known.since());
        failing.put(key, next);
        boolean hopeless =
                next.times() >= TRIES && now - next.since() >= LEAST_NANOS && any && committed - next.since() > 0;
        if (hopeless) {
            LOG.atError()
                    .addKeyValue("event", "accept.unexplained")
                    .addKeyValue("source", key.source())
                    .addKeyValue("id", key.id())
                    .addKeyValue("times", next.times())
                    .log("a message cannot be written for an unknown reason while others can; it is given up");
        }
        return hopeless;
    }

    private double givenUp() {
        return failing.asMap().values().stream()
                .filter(one -> one.times() >= TRIES)
                .count();
    }
}
