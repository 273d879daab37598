package vn.gov.hanoi.hpasc.hub.relay;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;

/**
 * How many deliveries of each destination and sender are with the broker, as far as this node knows; put right by every
 * sweep from what PostgreSQL says.
 */
final class Windows {

    private final DestinationHealth health;
    private final LongSupplier nanoTime;
    private final Map<String, Window> windows = new HashMap<>();

    Windows(int size, Collection<Destination> destinations, DestinationHealth health) {
        this(size, destinations, health, System::nanoTime);
    }

    Windows(int size, Collection<Destination> destinations, DestinationHealth health, LongSupplier nanoTime) {
        this.health = health;
        this.nanoTime = nanoTime;
        destinations.stream()
                .filter(destination -> destination.transport() != Transport.PULL)
                .forEach(destination -> windows.put(destination.name(), new Window(size, nanoTime.getAsLong())));
    }

    Collection<String> destinations() {
        return windows.keySet();
    }

    private @Nullable Window window(String destination) {
        return windows.get(destination);
    }

    /** Whether deliveries to {@code destination} go through the broker. */
    boolean relays(String destination) {
        return windows.containsKey(destination);
    }

    /**
     * Takes a place; false where the sender has its share or there is none, where the destination rests, and where it
     * fetches by itself.
     */
    boolean admit(String destination, String sender) {
        Window window = window(destination);
        if (window == null) {
            return false;
        }
        if (!health.calling(destination)) {
            window.backlog(true);
            return false;
        }
        return window.admit(sender, nanoTime.getAsLong());
    }

    /** Whether the next of a line may go into the place of the one before. */
    boolean follows(String destination) {
        Window window = window(destination);
        return window != null && health.calling(destination) && window.follows(nanoTime.getAsLong());
    }

    /** Takes places without asking: the deliveries are on their way already. */
    void occupy(String destination, String sender, int count) {
        Window window = window(destination);
        if (window != null) {
            window.occupy(sender, count);
        }
    }

    /** Gives a place back; true when a sweep should look for what waits for it. */
    boolean giveBack(String destination, String sender) {
        Window window = window(destination);
        return window != null && window.giveBack(sender, nanoTime.getAsLong());
    }

    /** How many more deliveries of each of {@code senders} may go. */
    Map<String, Integer> rooms(String destination, Collection<String> senders) {
        Window window = window(destination);
        return window == null ? Map.of() : window.rooms(senders, nanoTime.getAsLong());
    }

    int room(String destination) {
        Window window = window(destination);
        return window == null ? 0 : window.room();
    }

    /** Whether the last look found more than there was room for. */
    boolean hasBacklog(String destination) {
        Window window = window(destination);
        return window != null && window.hasBacklog();
    }

    void backlog(String destination, boolean more) {
        Window window = window(destination);
        if (window != null) {
            window.backlog(more);
        }
    }

    /** Puts the counts right. */
    void out(String destination, Map<String, Integer> bySender) {
        Window window = window(destination);
        if (window != null) {
            window.count(bySender);
        }
    }

    int out(String destination) {
        Window window = window(destination);
        return window == null ? 0 : window.total();
    }
}
