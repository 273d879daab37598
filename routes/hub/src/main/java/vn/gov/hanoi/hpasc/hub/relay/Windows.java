package vn.gov.hanoi.hpasc.hub.relay;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;

/**
 * How many deliveries of each destination are with the broker, as far as this node knows; put right by every sweep from
 * what PostgreSQL says.
 */
final class Windows {

    private final int size;
    private final DestinationHealth health;
    private final Map<String, Window> windows = new HashMap<>();

    private static final class Window {
        final AtomicInteger out = new AtomicInteger();
        /** Something is due that found no place. */
        volatile boolean backlog;
    }

    Windows(int size, Collection<Destination> destinations, DestinationHealth health) {
        this.size = size;
        this.health = health;
        destinations.stream()
                .filter(destination -> destination.transport() != Transport.PULL)
                .forEach(destination -> windows.put(destination.name(), new Window()));
    }

    Collection<String> destinations() {
        return windows.keySet();
    }

    /** Whether deliveries to {@code destination} go through the broker. */
    boolean relays(String destination) {
        return windows.containsKey(destination);
    }

    /** Takes a place; false where there is none, where the destination rests, and where it fetches by itself. */
    boolean admit(String destination) {
        Window window = windows.get(destination);
        if (window == null) {
            return false;
        }
        if (health.calling(destination)) {
            if (window.out.incrementAndGet() <= size) {
                return true;
            }
            window.out.decrementAndGet();
        }
        window.backlog = true;
        return false;
    }

    /** Takes places without asking: the deliveries are on their way already. */
    void occupy(String destination, int count) {
        Window window = windows.get(destination);
        if (window != null) {
            window.out.addAndGet(count);
        }
    }

    /** Gives a place back; true when a sweep should look for what waits for it. */
    boolean giveBack(String destination) {
        Window window = windows.get(destination);
        return window != null && window.out.decrementAndGet() <= size / 2 && window.backlog;
    }

    int room(String destination) {
        Window window = windows.get(destination);
        return window == null ? 0 : Math.max(0, size - window.out.get());
    }

    /** Whether the last look found more than there was room for. */
    boolean hasBacklog(String destination) {
        Window window = windows.get(destination);
        return window != null && window.backlog;
    }

    void backlog(String destination, boolean more) {
        Window window = windows.get(destination);
        if (window != null) {
            window.backlog = more;
        }
    }

    /** Puts the count right. */
    void out(String destination, int count) {
        Window window = windows.get(destination);
        if (window != null) {
            window.out.set(count);
        }
    }

    int out(String destination) {
        Window window = windows.get(destination);
        return window == null ? 0 : window.out.get();
    }
}
