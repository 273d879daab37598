package vn.gov.hanoi.hpasc.hub.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Items that wait, in a queue for each sender, and are taken by deficit round robin: each sender in turn, each about the
 * same weight. Of one sender the order is kept, and, where it is exclusive, nothing more is taken until what was taken of it
 * is done: one that sends much occupies one taker, and the others are free for the rest.
 *
 * <p>There is state for a sender only while something of it waits or is under way. Not thread-safe by itself.
 *
 * @param <T> an item
 */
final class FairQueue<T> {

    private final Function<? super T, ?> sender;
    private final ToIntFunction<? super T> weight;
    private final int quantum;
    private final boolean exclusive;
    /** In the order of their turns. */
    private final Map<Object, Waiting<T>> senders = new LinkedHashMap<>();

    private int size;

    /** What waits of one sender. */
    private static final class Waiting<T> {
        final Deque<T> items = new ArrayDeque<>();
        /** What it may still take in this turn; below zero when an item weighed more than a turn. */
        int credit;

        boolean underWay;
    }

    /**
     * An empty queue.
     *
     * @param sender of an item
     * @param weight of an item, at least 1
     * @param quantum what each sender may take in a turn; the last item may pass it, and the next turns pay for it
     * @param exclusive whether what was taken of a sender must be done before more of it is taken
     */
    FairQueue(Function<? super T, ?> sender, ToIntFunction<? super T> weight, int quantum, boolean exclusive) {
        this.exclusive = exclusive;
        this.sender = sender;
        this.weight = weight;
        this.quantum = quantum;
    }

    int size() {
        return size;
    }

    void add(T item) {
        waiting(item).items.add(item);
        size++;
    }

    private Waiting<T> waiting(T item) {
        return senders.computeIfAbsent(sender.apply(item), first -> {
            Waiting<T> waiting = new Waiting<>();
            waiting.credit = quantum;
            return waiting;
        });
    }

    /**
     * Takes what is next: of a single sender up to {@code most}, of several a turn each. Whoever takes must say when it is
     * {@link #done}.
     *
     * @param most the weight at which it is enough; the last item may pass it
     * @return nothing when nothing waits, or only items of senders of which something is under way
     */
    List<T> take(int most) {
        List<Object> free = new ArrayList<>();
        senders.forEach((who, waiting) -> {
            if (!waiting.underWay && !waiting.items.isEmpty()) {
                free.add(who);
            }
        });
        List<T> taken = new ArrayList<>();
        if (free.size() == 1) {
            take(free.getFirst(), Integer.MAX_VALUE, most, taken);
        }
        while (taken.isEmpty() && free.size() > 1) {
            int filled = 0;
            for (Iterator<Object> turns = free.iterator(); turns.hasNext() && filled < most; ) {
                filled += takeTurn(turns.next(), most - filled, taken);
            }
        }
        size -= taken.size();
        return taken;
    }

    /** One turn of {@code who}, which then stands behind all others. */
    private int takeTurn(Object who, int room, List<T> taken) {
        Waiting<T> waiting = senders.get(who);
        if (waiting == null) {
            return 0;
        }
        int filled = waiting.credit > 0 ? take(who, waiting.credit, room, taken) : 0;
        waiting.credit = Math.min(quantum, waiting.credit - filled + quantum);
        senders.remove(who);
        senders.put(who, waiting);
        return filled;
    }

    private int take(Object who, int credit, int room, List<T> taken) {
        Waiting<T> waiting = senders.get(who);
        int filled = 0;
        while (waiting != null && filled < credit && filled < room) {
            T next = waiting.items.poll();
            if (next == null) {
                break;
            }
            waiting.underWay = exclusive;
            taken.add(next);
            filled += weight.applyAsInt(next);
        }
        return filled;
    }

    /** Says that what was taken is done, so that more of its senders can be taken. */
    void done(List<T> taken) {
        for (T item : taken) {
            Object who = sender.apply(item);
            Waiting<T> waiting = senders.get(who);
            if (waiting != null) {
                waiting.underWay = false;
                forgetIfEmpty(who, waiting);
            }
        }
    }

    private void forgetIfEmpty(Object who, Waiting<T> waiting) {
        if (waiting.items.isEmpty() && !waiting.underWay) {
            senders.remove(who);
        }
    }
}
