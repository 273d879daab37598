package vn.gov.hanoi.hpasc.hub.broker.guard;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/**
 * Bounds the connections without a login. A new one takes the place of the oldest: whoever knows its password needs
 * milliseconds, so that idle connections cannot keep it out.
 */
final class UnauthenticatedConnections {

    private final BrokerLimits limits;
    private final SecurityEvents events;
    private final Map<Channel, String> byAge = new LinkedHashMap<>();
    private final Map<String, Integer> byAddress = new LinkedHashMap<>();

    UnauthenticatedConnections(BrokerLimits limits, SecurityEvents events) {
        this.limits = limits;
        this.events = events;
    }

    void add(Channel channel) {
        String address = BrokerGuard.address(channel.remoteAddress());
        Channel oldest = null;
        synchronized (this) {
            if (byAddress.getOrDefault(address, 0) >= limits.unauthenticatedPerAddress()) {
                oldest = removeOldest(address);
            } else if (byAge.size() >= limits.unauthenticated()) {
                oldest = removeOldest(null);
            }
            byAge.put(channel, address);
            byAddress.merge(address, 1, Integer::sum);
        }
        if (oldest != null) {
            var unused = oldest.close();
            events.record(
                    Kind.LIMIT_EXCEEDED,
                    SecurityEvents.Channel.BROKER,
                    null,
                    address,
                    "too many connections without a login");
        }
    }

    private @Nullable Channel removeOldest(@Nullable String address) {
        for (Iterator<Map.Entry<Channel, String>> all = byAge.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Channel, String> one = all.next();
            if (address == null || address.equals(one.getValue())) {
                all.remove();
                forget(one.getValue());
                return one.getKey();
            }
        }
        return null;
    }

    /** Ends the count of {@code channel}: it logged in, or is gone. */
    synchronized void remove(Channel channel) {
        String address = byAge.remove(channel);
        if (address != null) {
            forget(address);
        }
    }

    private void forget(String address) {
        byAddress.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
    }

    synchronized int count() {
        return byAge.size();
    }
}
