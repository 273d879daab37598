package vn.gov.hanoi.hpasc.hub.broker;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** How many messages are parked in {@link Queues#UNREADABLE}; -1 while the broker cannot be asked. */
class UnreadableMeters {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableMeters.class);
    private static final long UNKNOWN = -1;

    private final UnreadableQueue queue;
    private final AtomicLong parked = new AtomicLong(UNKNOWN);

    UnreadableMeters(UnreadableQueue queue, MeterRegistry meters) {
        this.queue = queue;
        meters.gauge("hub.queue.unreadable.parked", parked);
    }

    @Scheduled(fixedDelayString = "${hub.broker.count:15s}")
    void count() {
        try {
            parked.set(queue.count());
        } catch (UnreadableQueue.BrokerAway | IllegalStateException away) {
            parked.set(UNKNOWN);
            LOG.debug("broker.unreadable.not-counted");
        }
    }
}
