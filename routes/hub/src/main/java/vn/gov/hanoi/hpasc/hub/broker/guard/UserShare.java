package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.util.HashSet;
import java.util.Set;

/** What one user holds at the broker: connections, sessions, links and bytes that are not yet a message in a queue. */
final class UserShare {

    private final BrokerLimits limits;
    private final boolean unlimited;
    private final Set<Object> connections = new HashSet<>();
    private int sessions;
    private int links;
    private long pending;

    UserShare(BrokerLimits limits, boolean unlimited) {
        this.limits = limits;
        this.unlimited = unlimited;
    }

    /** Counts a connection; false if it is one too many. */
    synchronized boolean connect(Object id) {
        if (!unlimited && connections.size() >= limits.connections() && !connections.contains(id)) {
            return false;
        }
        connections.add(id);
        return true;
    }

    synchronized void disconnect(Object id) {
        connections.remove(id);
    }

    synchronized boolean mayOpenSession() {
        return unlimited || sessions < limits.sessions();
    }

    synchronized void session(int change) {
        sessions += change;
    }

    /** Counts a producer or consumer; false if it is one too many. */
    synchronized boolean link() {
        if (!unlimited && links >= limits.links()) {
            return false;
        }
        links++;
        return true;
    }

    synchronized void unlink(int number) {
        links -= number;
    }

    /** Counts bytes as held; false, and not counted, if they are too many. */
    synchronized boolean hold(long bytes) {
        if (!unlimited && bytes > 0 && pending + bytes > limits.pending().toBytes()) {
            return false;
        }
        pending += bytes;
        return true;
    }

    synchronized void release(long bytes) {
        pending -= bytes;
    }

    synchronized long held() {
        return pending;
    }
}
