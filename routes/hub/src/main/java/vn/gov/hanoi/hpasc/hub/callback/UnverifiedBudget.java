package vn.gov.hanoi.hpasc.hub.callback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how many calls of callers who did not prove who they are leave a trace in the database: so many a minute from one
 * address (of IPv6, one network), and so many in all. What goes beyond is counted, and nothing else.
 */
public final class UnverifiedBudget {

    private static final int ADDRESSES = 10_000;
    private static final double MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int NETWORK_GROUPS = 4;

    private final int perAddress;
    private final LongSupplier nanoTime;
    private final Counter untraced;
    private final Bucket all;
    private final Map<String, Bucket> byAddress = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    UnverifiedBudget(int perAddress, int inAll, MeterRegistry meters, LongSupplier nanoTime) {
        this.perAddress = perAddress;
        this.nanoTime = nanoTime;
        this.untraced = meters.counter("hub.callbacks.untraced");
        this.all = new Bucket(inAll, nanoTime.getAsLong());
    }

    /** Whether a call from {@code address} may still be written down; each asking counts. */
    public synchronized boolean allows(String address) {
        long now = nanoTime.getAsLong();
        Bucket own = byAddress.computeIfAbsent(network(address), first -> new Bucket(perAddress, now));
        boolean allowed = own.take(now) && all.take(now);
        if (!allowed) {
            untraced.increment();
        }
        return allowed;
    }

    /** Whoever has one address of IPv6 has the others of its network too. */
    private static String network(String address) {
        if (!address.contains(":") || address.contains(".")) {
            return address;
        }
        int at = -1;
        for (int group = 0; group < NETWORK_GROUPS; group++) {
            int next = address.indexOf(':', at + 1);
            if (next < 0 || next == at + 1) {
                return address.substring(0, Math.max(0, at));
            }
            at = next;
        }
        return address.substring(0, at);
    }

    /** A minute's worth at most, filled evenly. */
    private static final class Bucket {

        private final int size;
        private double tokens;
        private long filledAt;

        Bucket(int size, long now) {
            this.size = size;
            this.tokens = size;
            this.filledAt = now;
        }

        boolean take(long now) {
            tokens = Math.min(size, tokens + (now - filledAt) * size / MINUTE_NANOS);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
