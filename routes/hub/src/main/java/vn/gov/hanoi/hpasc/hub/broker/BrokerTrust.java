package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the broker may be used. One that the hub did not start is probed before the first connection and again after a
 * connection failed; while a probe finds something, no connection is made: nothing is relayed and nothing is read.
 */
final class BrokerTrust {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerTrust.class);
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(15);

    private final @Nullable Probe probe;
    private final LongSupplier nanoTime;
    private volatile @Nullable List<String> findings;
    private long probed;

    /** What finds out. */
    interface Probe {
        List<String> findings() throws Exception;
    }

    BrokerTrust(Probe probe, LongSupplier nanoTime) {
        this.probe = probe;
        this.nanoTime = nanoTime;
    }

    private BrokerTrust() {
        this.probe = null;
        this.nanoTime = () -> 0;
        this.findings = List.of();
    }

    /** Trust in the hub's own broker. */
    static BrokerTrust own() {
        return new BrokerTrust();
    }

    /**
     * Returns when the broker may be used.
     *
     * @throws JMSException when it may not, or cannot be reached
     */
    synchronized void require() throws JMSException {
        List<String> known = findings;
        if (known == null || (!known.isEmpty() && nanoTime.getAsLong() - probed > BETWEEN_PROBES.toNanos())) {
            known = probeNow(known);
        }
        if (!known.isEmpty()) {
            throw new JMSException("the broker is not safe to use: " + known.getFirst());
        }
    }

    private List<String> probeNow(@Nullable List<String> before) throws JMSException {
        if (probe == null) {
            return List.of();
        }
        List<String> now;
        try {
            now = probe.findings();
        } catch (Exception unreachable) {
            findings = null;
            JMSException away = new JMSException(String.valueOf(unreachable.getMessage()));
            away.initCause(unreachable);
            throw away;
        }
        probed = nanoTime.getAsLong();
        findings = now;
        if (!now.equals(before)) {
            now.forEach(finding -> LOG.atError().addKeyValue("finding", finding).log("broker.unsafe"));
        }
        return now;
    }

    /** A connection failed: what answers next may be another broker, or the same with other settings. */
    void forget() {
        if (probe != null) {
            findings = null;
        }
    }

    /** What the last probe found; null when the broker could not be probed since it was last away. */
    @Nullable
    List<String> findings() {
        return findings;
    }
}
