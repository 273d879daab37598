package vn.gov.hanoi.hpasc.hub.operations;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import vn.gov.hanoi.hpasc.hub.http.Draining;
import vn.gov.hanoi.hpasc.hub.storage.DataFolder;

/**
 * Takes the hub's leave of its callers when it is told to stop, before anything else stops: readiness goes down, connections
 * end with their answers, then new requests are refused, and those under way are waited for.
 */
final class Drain implements ApplicationListener<ContextClosedEvent>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);
    /** When nobody had to be refused for so long, all have heard. */
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(250);

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(2);

    private final ApplicationContext hub;
    private final Draining http;
    private final DataFolder folder;
    private final DrainProperties properties;

    Drain(ApplicationContext hub, Draining http, DataFolder folder, DrainProperties properties) {
        this.hub = hub;
        this.http = http;
        this.folder = folder;
        this.properties = properties;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        if (closed.getApplicationContext() != hub || http.leaving()) {
            return;
        }
        LOG.atInfo().addKeyValue("requests", http.underWay()).log("hub.leaving");
        folder.leaving();
        AvailabilityChangeEvent.publish(hub, ReadinessState.REFUSING_TRAFFIC);
        http.leave();
        LockSupport.parkNanos(properties.delay().toNanos());
        http.refuse();
        long began = System.nanoTime();
        while (!left(System.nanoTime() - began)) {
            LockSupport.parkNanos(LOOK);
        }
        LOG.atInfo().addKeyValue("requests", http.underWay()).log("hub.left");
    }

    /** Whether nothing is under way any more and nobody comes, or it was waited for long enough. */
    private boolean left(long waited) {
        boolean told = http.quietNanos() > QUIET || waited > LONGEST_REFUSAL.toNanos();
        return http.underWay() == 0 && told || waited > properties.timeout().toNanos();
    }

    /** First of all that listens. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
