package vn.gov.hanoi.hpasc.hub.ingress.limits;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/**
 * Enforces the limits of each agency at this node ({@link vn.gov.hanoi.hpasc.hub.identity.AgencyLimits}). Whoever exceeds
 * one is refused with {@code HUB-429} and told when to come back; it is counted and is a security event. There is an entry
 * for each configured agency and none for anybody else, so that strangers cannot make it grow.
 */
@Component
public class AgencyQuotas {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Map<String, Usage> byAgency = new HashMap<>();
    private final MeterRegistry meters;
    private final SecurityEvents events;

    @Autowired
    AgencyQuotas(Agencies agencies, MeterRegistry meters, SecurityEvents events) {
        this(agencies, meters, events, TimeMeter.SYSTEM_NANOTIME);
    }

    AgencyQuotas(Agencies agencies, MeterRegistry meters, SecurityEvents events, TimeMeter time) {
        this.meters = meters;
        this.events = events;
        for (Agency agency : agencies.all()) {
            Usage usage = new Usage(agency.limits(), time);
            byAgency.put(agency.code().value(), usage);
            Gauge.builder("hub.limits.waiting", usage, Usage::waiting)
                    .description("messages of an agency that wait for their commit")
                    .tag("agency", agency.code().value())
                    .register(meters);
            Gauge.builder("hub.limits.requests", usage, Usage::requests)
                    .description("HTTP requests of an agency that are under way")
                    .tag("agency", agency.code().value())
                    .register(meters);
        }
    }

    /**
     * Begins a request, which counts as one message.
     *
     * @param bytes of its body that are kept in memory
     * @throws Refusal when a limit is exceeded; then nothing is held
     */
    public Lease begin(Origin origin, long bytes) {
        Usage usage = of(origin.agency());
        if (usage == null) {
            return () -> {};
        }
        if (!usage.beginRequest()) {
            throw refused(origin, "concurrency", SOON);
        }
        boolean begun = false;
        try {
            if (!usage.reserve(bytes)) {
                throw refused(origin, "bytes-in-flight", SOON);
            }
            begun = true;
            Lease lease = new Held(usage, bytes);
            Duration wait = usage.takeOne();
            if (!wait.isZero()) {
                lease.close();
                throw refused(origin, "rate", wait);
            }
            return lease;
        } finally {
            if (!begun) {
                usage.endRequest();
            }
        }
    }

    /** Refuses an attachment while the agency has brought all bytes that it may; how large this one is shows later. */
    public void mayStore(Origin origin) {
        Usage usage = of(origin.agency());
        Duration wait = usage == null ? Duration.ZERO : usage.storedDebt();
        if (!wait.isZero()) {
            throw refused(origin, "stored", wait);
        }
    }

    /** Charges the bytes of an attachment that was brought; one that broke off costs nothing. */
    public void stored(Agency agency, long size) {
        Usage usage = of(agency);
        if (usage != null) {
            usage.stored(size);
        }
    }

    /** Gives back what {@link #charge} took for messages that the hub itself could not take. */
    public void giveBack(Agency agency, int messages) {
        Usage usage = of(agency);
        if (usage != null) {
            usage.giveBack(messages);
        }
    }

    /** Counts messages that begin to wait for their commit, until the lease is closed. */
    public Lease await(Origin origin, int messages) {
        Usage usage = of(origin.agency());
        if (usage == null) {
            return () -> {};
        }
        if (!usage.await(messages)) {
            throw refused(origin, "waiting", SOON);
        }
        return () -> usage.accepted(messages);
    }

    /**
     * Charges messages that have been read already: those of a batch besides the first, for which the request was let in,
     * and those of a queue. What is owed keeps later requests and the queue waiting.
     */
    public void charge(Agency agency, int messages) {
        Usage usage = of(agency);
        if (usage != null) {
            usage.charge(messages);
        }
    }

    /** How long the queue of {@code agency} is left alone. */
    public Duration pause(Agency agency) {
        Usage usage = of(agency);
        return usage == null ? Duration.ZERO : usage.debt();
    }

    private @Nullable Usage of(Agency agency) {
        return byAgency.get(agency.code().value());
    }

    private Refusal refused(Origin origin, String limit, Duration wait) {
        String agency = origin.agency().code().value();
        meters.counter("hub.limits.refused", "agency", agency, "limit", limit).increment();
        events.record(Kind.LIMIT_EXCEEDED, origin.channel(), agency, origin.address(), limit);
        // in whole seconds, as the header says it, and never too early
        return new Refusal(Problem.of(ErrorCode.TOO_MANY_REQUESTS)
                .retryAfter(Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds()))));
    }

    /** Holds one request and its bytes. */
    private static final class Held implements Lease {

        private final Usage usage;
        private final long bytes;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Held(Usage usage, long bytes) {
            this.usage = usage;
            this.bytes = bytes;
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                usage.free(bytes);
                usage.endRequest();
            }
        }
    }
}
