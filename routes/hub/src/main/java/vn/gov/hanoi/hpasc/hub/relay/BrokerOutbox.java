package vn.gov.hanoi.hpasc.hub.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.Handover;
import vn.gov.hanoi.hpasc.hub.line.Outbox;

/**
 * {@link Outbox} towards the broker. What cannot be sent is not an error: the delivery is in flight in PostgreSQL, and the
 * sweeper sends it again.
 */
final class BrokerOutbox implements Outbox, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerOutbox.class);
    private static final int SENDERS = 2;

    private final Windows windows;
    private final Handover handover;
    private final ProducerTemplate producer;
    private final ExecutorService senders = Executors.newFixedThreadPool(
            SENDERS, Thread.ofPlatform().name("relay-", 1).daemon().factory());
    private final Set<String> awake = ConcurrentHashMap.newKeySet();
    /** Destinations of which something could not be sent. */
    private final Set<String> unsent = ConcurrentHashMap.newKeySet();

    private volatile Runnable sweep = () -> {};

    BrokerOutbox(Windows windows, Handover handover, ProducerTemplate producer) {
        this.windows = windows;
        this.handover = handover;
        this.producer = producer;
    }

    /** Whom to wake when something is due before the next sweep. */
    void sweptBy(Runnable sweeper) {
        this.sweep = sweeper;
    }

    @Override
    public boolean admit(String destination, String sender) {
        return windows.admit(destination, sender);
    }

    @Override
    public boolean follows(String destination) {
        return windows.follows(destination);
    }

    @Override
    public void occupy(List<Dispatch> dispatches) {
        dispatches.forEach(dispatch -> windows.occupy(dispatch.destination(), dispatch.sender(), 1));
    }

    @Override
    public void giveBack(String destination, String sender) {
        if (windows.giveBack(destination, sender)) {
            wake(destination);
        }
    }

    @Override
    public void wake(String destination) {
        if (awake.add(destination)) {
            sweep.run();
        }
    }

    /** Whether someone asked for a look at {@code destination} since this was asked last. */
    boolean woken(String destination) {
        return awake.remove(destination);
    }

    /** Whether something for {@code destination} could not be sent since this was asked last. */
    boolean somethingUnsent(String destination) {
        return unsent.remove(destination);
    }

    @Override
    public void dispatch(List<Dispatch> dispatches) {
        if (dispatches.isEmpty()) {
            return;
        }
        handover.departing(dispatches);
        try {
            senders.execute(() -> send(dispatches));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().addKeyValue("event", "relay.closing").log("the sweeper of the next start sends it");
        }
    }

    private void send(List<Dispatch> dispatches) {
        Map<String, Integer> failed = new HashMap<>();
        for (Dispatch dispatch : dispatches) {
            String destination = dispatch.destination();
            if (failed.containsKey(destination)) {
                failed.merge(destination, 1, Integer::sum);
                continue;
            }
            try {
                producer.sendBody("direct:" + RelayRoutes.idOf(destination), dispatch);
            } catch (RuntimeException e) {
                failed.put(destination, 1);
                LOG.atWarn()
                        .addKeyValue("event", "relay.unsent")
                        .addKeyValue("destination", destination)
                        .addKeyValue("cause", String.valueOf(e.getCause()))
                        .log("the broker did not take a delivery; it is sent again");
            }
        }
        unsent.addAll(failed.keySet());
    }

    @Override
    public void close() {
        senders.shutdown();
    }
}
