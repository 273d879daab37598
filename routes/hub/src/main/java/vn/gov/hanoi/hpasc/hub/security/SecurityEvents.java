package vn.gov.hanoi.hpasc.hub.security;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records security events. Each is counted in the metric {@code hub_security_events_total}, by kind and channel; each kind
 * and channel writes at most {@value #LINES_PER_MINUTE} log lines a minute, and then one that says how many were left out,
 * so that an attacker cannot fill the disk with the record of the attack.
 *
 * <p>Callers pass no credential, no token and no message content: only who claims to call, from where, and why not.
 */
public final class SecurityEvents {

    static final int LINES_PER_MINUTE = 60;

    private static final Logger LOG = LoggerFactory.getLogger("vn.gov.hanoi.hpasc.security");
    private static final int LONGEST = 200;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What was attempted. */
    public enum Kind {
        /** Missing, wrong, expired or revoked credentials. */
        AUTHENTICATION_FAILED,
        /** A known caller asked for what it may not do or see. */
        AUTHORITY_REFUSED,
        /** A packet, link or feature of a protocol that is closed to the caller. */
        PROTOCOL_REFUSED,
        /** A limit of size, rate or number was exceeded. */
        LIMIT_EXCEEDED,
        /** A browser's cross-site request, or a request for a host that is not ours. */
        FOREIGN_ORIGIN
    }

    /** Where it was attempted. */
    public enum Channel {
        REST,
        SOAP,
        QUEUE,
        BROKER,
        INBOX,
        FILES,
        PAYMENTS,
        CALLBACK,
        ADMIN
    }

    private final MeterRegistry registry;
    private final LongSupplier nanoTime;
    private final Map<Subject, Budget> budgets = new ConcurrentHashMap<>();

    private record Subject(Kind kind, Channel channel) {}

    public SecurityEvents(MeterRegistry registry) {
        this(registry, System::nanoTime);
    }

    SecurityEvents(MeterRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
    }

    /**
     * Records one event.
     *
     * @param who the agency, partner or user that is known or claimed to call; null when there was no claim
     * @param address the caller's address; null where the channel does not tell
     * @param reason why it was refused, an error code or a short text, never a credential
     */
    public void record(Kind kind, Channel channel, @Nullable String who, @Nullable String address, String reason) {
        registry.counter("hub.security.events", "kind", tag(kind), "channel", tag(channel))
                .increment();
        long unsaid = budgets.computeIfAbsent(new Subject(kind, channel), first -> new Budget())
                .take(nanoTime.getAsLong());
        if (unsaid < 0) {
            return;
        }
        var line = LOG.atWarn()
                .addKeyValue("kind", tag(kind))
                .addKeyValue("channel", tag(channel))
                .addKeyValue("who", printable(who))
                .addKeyValue("address", printable(address))
                .addKeyValue("reason", printable(reason));
        if (unsaid > 0) {
            line = line.addKeyValue("leftOut", unsaid);
        }
        line.log("security.event");
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Claims come from strangers: no line break, no escape sequence, no novel. */
    private static String printable(@Nullable String text) {
        if (text == null) {
            return "-";
        }
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return cut.replaceAll("\\p{C}", "?");
    }

    /** How many lines may still be written in this minute. */
    private static final class Budget {

        private long minuteBegan = Long.MIN_VALUE;
        private int written;
        private long leftOut;

        /** How many events were left out before this one, which may be written; negative when it may not. */
        synchronized long take(long now) {
            if (minuteBegan == Long.MIN_VALUE || now - minuteBegan >= MINUTE_NANOS) {
                minuteBegan = now;
                written = 0;
            }
            if (written >= LINES_PER_MINUTE) {
                leftOut++;
                return -1;
            }
            written++;
            long unsaid = leftOut;
            leftOut = 0;
            return unsaid;
        }
    }
}
