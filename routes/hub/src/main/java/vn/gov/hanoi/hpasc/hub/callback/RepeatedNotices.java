package vn.gov.hanoi.hpasc.hub.callback;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how many genuine calls came about the same order. Whoever sees one, as the payer whose browser carries it, can send it
 * again and again with whatever else around it: the signature stays right.
 */
final class RepeatedNotices {

    private static final int ORDERS = 10_000;

    private final Map<Order, Integer> times = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Order, Integer> eldest) {
            return size() > ORDERS;
        }
    };

    private record Order(String merchant, String reference) {}

    /** How many came about the order, this one included. */
    synchronized int count(String merchant, String reference) {
        return times.merge(new Order(merchant, reference), 1, Integer::sum);
    }
}
