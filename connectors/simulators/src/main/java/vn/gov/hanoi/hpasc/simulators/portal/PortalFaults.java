package vn.gov.hanoi.hpasc.simulators.portal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which fault comes next: first what is queued for the dossier, then what stands for it, then what is queued for all. */
public final class PortalFaults {

    private static final String ALL = "";

    private final Map<String, Queue<PortalFault>> queued = new ConcurrentHashMap<>();
    private final Map<String, PortalFault> standing = new ConcurrentHashMap<>();

    /** The next calls with {@code service}, whatever they are about, fail so, one after the other. */
    public PortalFaults next(String service, PortalFault... faults) {
        return nextFor(ALL, service, faults);
    }

    /** The next calls with {@code service} about {@code dossier} fail so, one after the other. */
    public PortalFaults nextFor(String dossier, String service, PortalFault... faults) {
        Queue<PortalFault> queue = queued.computeIfAbsent(key(dossier, service), none -> new ArrayDeque<>());
        synchronized (queue) {
            queue.addAll(List.of(faults));
        }
        return this;
    }

    /** Every call with {@code service} about {@code dossier} fails so, until told otherwise. */
    public PortalFaults alwaysFor(String dossier, String service, PortalFault fault) {
        standing.put(key(dossier, service), fault);
        return this;
    }

    /** Forgets everything. */
    public void clear() {
        queued.clear();
        standing.clear();
    }

    @Nullable
    PortalFault decide(String dossier, String service) {
        PortalFault own = poll(key(dossier, service));
        if (own == null) {
            own = standing.get(key(dossier, service));
        }
        return own == null ? poll(key(ALL, service)) : own;
    }

    private @Nullable PortalFault poll(String key) {
        Queue<PortalFault> queue = queued.get(key);
        if (queue == null) {
            return null;
        }
        synchronized (queue) {
            return queue.poll();
        }
    }

    private static String key(String dossier, String service) {
        return dossier + "|" + service;
    }
}
