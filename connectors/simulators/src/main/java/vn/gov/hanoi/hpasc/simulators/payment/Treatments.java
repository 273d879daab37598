package vn.gov.hanoi.hpasc.simulators.payment;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Says what happens to each callback: first what is queued for its order, then what stands for its order, then what is
 * queued for all, then the weather, then what stands for all. With nothing said, callbacks arrive.
 */
public final class Treatments {

    private final Map<String, Queue<Treatment>> queuedFor = new ConcurrentHashMap<>();
    private final Map<String, Treatment> standingFor = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Queue<Treatment> queued = new ArrayDeque<>();
    private volatile Treatment standing = Treatment.PLAIN;
    private volatile @Nullable Weather weather;

    /** The next callbacks of {@code order}, one after the other. */
    public Treatments nextFor(String order, Treatment... treatments) {
        synchronized (queued) {
            queuedFor.computeIfAbsent(order, key -> new ArrayDeque<>()).addAll(List.of(treatments));
        }
        return this;
    }

    /** Every callback of {@code order}, until told otherwise. */
    public Treatments alwaysFor(String order, Treatment treatment) {
        standingFor.put(order, treatment);
        return this;
    }

    /** The next callbacks of any order, one after the other. */
    public Treatments next(Treatment... treatments) {
        synchronized (queued) {
            queued.addAll(List.of(treatments));
        }
        return this;
    }

    /** Every callback, until told otherwise. */
    public Treatments always(Treatment treatment) {
        standing = treatment;
        return this;
    }

    /** Every callback by chance, until told otherwise. */
    public Treatments weather(Weather newWeather) {
        weather = newWeather;
        return this;
    }

    /** Forgets everything: all callbacks arrive. */
    public void clear() {
        synchronized (queued) {
            queuedFor.clear();
            queued.clear();
        }
        standingFor.clear();
        standing = Treatment.PLAIN;
        weather = null;
    }

    Treatment decide(String order) {
        synchronized (queued) {
            Queue<Treatment> own = queuedFor.get(order);
            Treatment next = own == null ? null : own.poll();
            if (next == null && !standingFor.containsKey(order)) {
                next = queued.poll();
            }
            if (next != null) {
                return next;
            }
        }
        Treatment own = standingFor.get(order);
        Weather now = weather;
        if (own != null || now == null) {
            return own == null ? standing : own;
        }
        return now.of(
                order, counts.computeIfAbsent(order, key -> new AtomicInteger()).incrementAndGet());
    }
}
