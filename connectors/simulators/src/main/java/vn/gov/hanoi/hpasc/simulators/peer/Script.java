package vn.gov.hanoi.hpasc.simulators.peer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says how each call is treated: first what is queued for its dossier, then what stands for its dossier, then what is
 * queued for all, then what stands for all. With nothing said, calls are accepted.
 */
public final class Script {

    private final Lines forAll = new Lines();
    private final Map<String, Lines> byDossier = new ConcurrentHashMap<>();

    /** The next calls, whatever dossier they are about, are treated so, one after the other. */
    public Script next(Behaviour... behaviours) {
        forAll.queue(List.of(behaviours));
        return this;
    }

    /** The next calls about {@code dossier} are treated so, one after the other. */
    public Script nextFor(String dossier, Behaviour... behaviours) {
        linesOf(dossier).queue(List.of(behaviours));
        return this;
    }

    /** Every call is treated so, until told otherwise. */
    public Script always(Behaviour behaviour) {
        forAll.stand(behaviour);
        return this;
    }

    /** Every call about {@code dossier} is treated so, until told otherwise. */
    public Script alwaysFor(String dossier, Behaviour behaviour) {
        linesOf(dossier).stand(behaviour);
        return this;
    }

    /** Forgets everything: all calls are accepted. */
    public void clear() {
        byDossier.clear();
        forAll.clear();
    }

    Behaviour decide(String dossier) {
        Lines own = byDossier.isEmpty() ? null : byDossier.get(dossier);
        Behaviour behaviour = own == null ? null : own.poll();
        if (behaviour == null) {
            behaviour = forAll.poll();
        }
        return behaviour == null ? new Behaviour.Accept() : behaviour;
    }

    private Lines linesOf(String dossier) {
        return byDossier.computeIfAbsent(dossier, d -> new Lines());
    }

    private static final class Lines {
        private final Queue<Behaviour> queued = new ArrayDeque<>();
        private volatile @Nullable Behaviour standing;
        private volatile boolean anyQueued;

        synchronized void queue(List<Behaviour> behaviours) {
            queued.addAll(behaviours);
            anyQueued = !queued.isEmpty();
        }

        void stand(Behaviour behaviour) {
            standing = behaviour;
        }

        synchronized void clear() {
            queued.clear();
            anyQueued = false;
            standing = null;
        }

        @Nullable
        Behaviour poll() {
            if (anyQueued) {
                synchronized (this) {
                    Behaviour next = queued.poll();
                    anyQueued = !queued.isEmpty();
                    if (next != null) {
                        return next;
                    }
                }
            }
            return standing;
        }
    }
}
