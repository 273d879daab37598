package vn.gov.hanoi.hpasc.hub.ingress.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.identity.AgencyLimits;

/** What one agency uses at the moment, against its limits. */
final class Usage {

    private static final Duration DAY = Duration.ofDays(1);

    private final AgencyLimits limits;
    /** Null where there is no limit. */
    private final @Nullable RateLimit rate;

    private final RateLimit stored;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private long bytes;

    Usage(AgencyLimits limits, TimeMeter time) {
        this.limits = limits;
        this.rate = limits.perSecond() == 0
                ? null
                : new RateLimit(limits.burst(), limits.perSecond(), Duration.ofSeconds(1), time);
        this.stored = new RateLimit(limits.stored().toBytes(), limits.stored().toBytes(), DAY, time);
    }

    boolean beginRequest() {
        return within(requests, 1, limits.concurrency());
    }

    void endRequest() {
        requests.decrementAndGet();
    }

    int requests() {
        return requests.get();
    }

    /** One body larger than all is let in when it is the only one. */
    synchronized boolean reserve(long more) {
        if (bytes > 0 && bytes + more > limits.bytesInFlight().toBytes()) {
            return false;
        }
        bytes += more;
        return true;
    }

    synchronized void free(long less) {
        bytes -= less;
    }

    /** One batch larger than all is let in when nothing else of the agency waits. */
    boolean await(int messages) {
        return within(waiting, messages, limits.waiting());
    }

    void accepted(int messages) {
        waiting.addAndGet(-messages);
    }

    int waiting() {
        return waiting.get();
    }

    private static boolean within(AtomicInteger count, int more, int most) {
        int before = count.getAndUpdate(now -> now == 0 || now + more <= most ? now + more : now);
        return before == 0 || before + more <= most;
    }

    /** Zero when a message may come, else how long to wait. */
    Duration takeOne() {
        return rate == null ? Duration.ZERO : rate.take(1);
    }

    void charge(int tokens) {
        if (rate != null) {
            rate.charge(tokens);
        }
    }

    Duration debt() {
        return rate == null ? Duration.ZERO : rate.debt();
    }

    Duration storedDebt() {
        return stored.debt();
    }

    void stored(long size) {
        stored.charge(size);
    }

    void giveBack(int tokens) {
        if (rate != null) {
            rate.giveBack(tokens);
        }
    }
}
