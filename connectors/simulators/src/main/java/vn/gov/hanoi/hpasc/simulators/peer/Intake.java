package vn.gov.hanoi.hpasc.simulators.peer;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What arrived at a simulated system, in order. Keys are remembered for good, so that a message takes effect once; the
 * texts of the newest messages only, so that a long run does not fill the memory.
 */
public final class Intake {

    private static final int TEXTS_KEPT = 20_000;

    private final Clock clock;
    private final Map<String, Entry> byKey = new HashMap<>();
    private final Map<String, Long> lastSequence = new HashMap<>();
    private final List<Entry> inOrder = new ArrayList<>();
    private final Deque<Entry> withText = new ArrayDeque<>();
    private final List<String> disorder = new ArrayList<>();
    private final Map<String, Integer> callsByKey = new HashMap<>();
    private final LongAdder calls = new LongAdder();
    private final AtomicLong references = new AtomicLong();

    public Intake(Clock clock) {
        this.clock = clock;
    }

    /** Everything that took effect, in the order of first arrival. */
    public synchronized List<Received> all() {
        return inOrder.stream().map(Entry::snapshot).toList();
    }

    /** What took effect of one dossier, in the order of first arrival. */
    public synchronized List<Received> of(String dossier) {
        return inOrder.stream()
                .filter(entry -> entry.arrival.dossier().equals(dossier))
                .map(Entry::snapshot)
                .toList();
    }

    public synchronized Optional<Received> byKey(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Entry::snapshot);
    }

    /** How many messages took effect. */
    public synchronized int size() {
        return inOrder.size();
    }

    /** How many calls came, whatever became of them. */
    public long calls() {
        return calls.sum();
    }

    /** How many calls came with {@code key}, whatever became of them. */
    public synchronized int calls(String key) {
        return callsByKey.getOrDefault(key, 0);
    }

    /** How many calls repeated a message that had taken effect before. */
    public synchronized long repeats() {
        return inOrder.stream().mapToLong(entry -> entry.repeats).sum();
    }

    /** Messages that came before their turn or after it, in words; empty when the order was kept. */
    public synchronized List<String> disorder() {
        return List.copyOf(disorder);
    }

    public synchronized void clear() {
        byKey.clear();
        lastSequence.clear();
        inOrder.clear();
        withText.clear();
        disorder.clear();
        callsByKey.clear();
        calls.reset();
    }

    synchronized void called(String key) {
        calls.increment();
        callsByKey.merge(key, 1, Integer::sum);
    }

    /** Takes the message, unless its key was taken before; the repeat is only counted. */
    synchronized Taken take(Arrival arrival) {
        Entry known = byKey.get(arrival.key());
        if (known != null) {
            known.repeats++;
            return new Taken(known.snapshot(), false);
        }
        Entry entry = new Entry(arrival, "TN-%08d".formatted(references.incrementAndGet()), clock.instant());
        byKey.put(arrival.key(), entry);
        inOrder.add(entry);
        checkOrder(arrival);
        keepText(entry);
        return new Taken(entry.snapshot(), true);
    }

    private void checkOrder(Arrival arrival) {
        Long last = lastSequence.put(arrival.dossier(), arrival.sequence());
        if (last != null && arrival.sequence() != last + 1) {
            disorder.add(arrival.dossier() + ": " + arrival.sequence() + " came after " + last);
        }
    }

    private void keepText(Entry entry) {
        withText.addLast(entry);
        if (withText.size() > TEXTS_KEPT) {
            withText.removeFirst().forgetText();
        }
    }

    record Taken(Received received, boolean first) {}

    private static final class Entry {
        private Arrival arrival;
        private final String reference;
        private final Instant at;
        private int repeats;
        private @Nullable Received cached;

        Entry(Arrival arrival, String reference, Instant at) {
            this.arrival = arrival;
            this.reference = reference;
            this.at = at;
        }

        void forgetText() {
            arrival = new Arrival(arrival.key(), arrival.sequence(), arrival.dossier(), arrival.type(), "");
            cached = null;
        }

        Received snapshot() {
            Received known = cached;
            if (known == null || known.repeats() != repeats) {
                known = new Received(arrival, reference, at, repeats);
                cached = known;
            }
            return known;
        }
    }
}
