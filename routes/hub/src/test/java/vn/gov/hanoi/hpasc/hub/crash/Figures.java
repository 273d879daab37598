package vn.gov.hanoi.hpasc.hub.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What is counted on the way, for the last word and for the printed figures. */
final class Figures {

    private static final int UNEXPECTED_KEPT = 20;

    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private final List<Recovery> recoveries = new CopyOnWriteArrayList<>();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    /**
     * Something came back after it was killed.
     *
     * @param what that was
     * @param restartedAt {@link System#nanoTime} of its start
     */
    static final class Recovery {
        private final String what;
        private final long restartedAt;
        private volatile long firstReceipt;
        private volatile long firstDelivery;

        Recovery(String what, long restartedAt) {
            this.what = what;
            this.restartedAt = restartedAt;
        }

        @Override
        public String toString() {
            return what + ": first receipt after " + seconds(firstReceipt) + ", first delivery after "
                    + seconds(firstDelivery);
        }

        private String seconds(long at) {
            return at == 0 ? "never" : Duration.ofNanos(at - restartedAt).toMillis() / 1000.0 + " s";
        }
    }

    /** Something is being started again now. */
    void restarting(String what) {
        recoveries.add(new Recovery(what, System.nanoTime()));
    }

    void attempted() {
        attempts.increment();
    }

    void unanswered() {
        unanswered.increment();
    }

    /** A message got its receipt. */
    void receipt() {
        recoveries.stream().filter(r -> r.firstReceipt == 0).forEach(r -> r.firstReceipt = System.nanoTime());
    }

    /** A message reached a receiver. */
    void delivery() {
        recoveries.stream().filter(r -> r.firstDelivery == 0).forEach(r -> r.firstDelivery = System.nanoTime());
    }

    /** Something the hub should never say, whatever is killed. */
    void unexpected(String what) {
        if (unexpected.size() < UNEXPECTED_KEPT) {
            unexpected.add(what);
        }
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** How often and how fast things came back, and how often senders had to ask again. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("attempts to send           " + attempts.sum() + ", of them without an answer " + unanswered.sum());
        recoveries.forEach(recovery -> lines.add("recovery                   " + recovery));
        return lines;
    }
}
