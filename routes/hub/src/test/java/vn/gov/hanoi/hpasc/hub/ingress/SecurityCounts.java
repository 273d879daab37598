package vn.gov.hanoi.hpasc.hub.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;

/** The counted security events of a hub, by kind and channel. */
public final class SecurityCounts {

    private SecurityCounts() {}

    public static Map<String, Integer> of(MeterRegistry registry) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Counter counter : registry.find("hub.security.events").counters()) {
            counts.put(counter.getId().getTag("kind") + " " + counter.getId().getTag("channel"), (int) counter.count());
        }
        return counts;
    }

    /** What was counted since {@code before}, as {@code {authentication-failed rest=1}}. */
    public static Map<String, Integer> since(Map<String, Integer> before, MeterRegistry registry) {
        Map<String, Integer> more = of(registry);
        before.forEach((name, count) -> more.merge(name, -count, Integer::sum));
        more.values().removeIf(count -> count == 0);
        return more;
    }
}
