package vn.gov.hanoi.hpasc.hub.http;

import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of one port. Bounds them in all and by peer where they are accepted, so that the excess never reaches
 * Tomcat, and ends those whose client has used up its time.
 *
 * <p>At a bound the oldest connection that only waits makes room: of the same peer where the bound is the peer's, of the peer
 * with the most where it is the port's. A connection on which somebody was authenticated counts for the port only.
 */
final class HttpConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnections.class);

    /** None of a peer's own that just came is sent away for its newcomer. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_MILLIS = 200;

    private final Limits limits;
    private final HttpConnection.Times times;
    private final HttpMeters meters;
    private final LongSupplier nanoTime;
    private final Map<SocketChannel, HttpConnection> open = new ConcurrentHashMap<>();
    private final Map<Peer, Set<HttpConnection>> strangers = new HashMap<>();
    private final Map<Peer, Set<HttpConnection>> authenticated = new HashMap<>();
    private int count;
    private volatile boolean closed;

    /**
     * How many connections there may be.
     *
     * @param most of all peers together
     * @param perPeer of one peer, not authenticated
     */
    record Limits(int most, int perPeer) {}

    HttpConnections(Limits limits, HttpConnection.Times times, HttpMeters meters, LongSupplier nanoTime) {
        this.limits = limits;
        this.times = times;
        this.meters = meters;
        this.nanoTime = nanoTime;
    }

    /** Begins to look after the time of connections. */
    void watch(String port) {
        Thread.ofPlatform().daemon().name("http-deadlines-" + port).start(this::look);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void look() {
        try {
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                expireQuietly();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes on after whatever is thrown: without this thread no connection would ever be closed for its time. */
    private void expireQuietly() {
        try {
            expireOverdue();
        } catch (RuntimeException | Error e) {
            LOG.atWarn().addKeyValue("cause", String.valueOf(e.getMessage())).log("http.deadlines-failed");
        }
    }

    void expireOverdue() {
        for (HttpConnection connection : open.values()) {
            if (connection.expireIfOverdue()) {
                meters.ended("timeout");
            }
        }
    }

    /** Takes up a connection that was accepted. Empty when there is no room for it. */
    Optional<HttpConnection> open(SocketChannel socket, HttpConnection.Origin origin) {
        HttpConnection connection = new HttpConnection(this, origin, times, nanoTime);
        synchronized (this) {
            if (!hasRoom(connection)) {
                return Optional.empty();
            }
            count++;
            add(strangers, connection);
        }
        open.put(socket, connection);
        meters.opened();
        return Optional.of(connection);
    }

    private boolean hasRoom(HttpConnection newcomer) {
        Set<HttpConnection> own = strangers.getOrDefault(newcomer.peer(), Set.of());
        if (!newcomer.ofProxy() && own.size() >= limits.perPeer() && !evictOneOf(own, GRACE)) {
            meters.refused("connections-per-peer", newcomer.peer());
            return false;
        }
        if (count < limits.most()) {
            return true;
        }
        boolean room = evictOfTheMost(strangers, own.size()) || evictOfTheMost(authenticated, own.size());
        if (!room) {
            meters.refused("connections", newcomer.peer());
        }
        return room;
    }

    /** Of the peer that has the most: at once if it has more than the newcomer would, else only what has waited for long. */
    private boolean evictOfTheMost(Map<Peer, Set<HttpConnection>> connections, int newcomers) {
        return connections.values().stream()
                .filter(others -> !others.iterator().next().ofProxy())
                .max(Comparator.comparingInt(Set::size))
                .map(most -> evictOneOf(most, most.size() > newcomers + 1 ? 0 : GRACE))
                .orElse(false);
    }

    /** The first is the oldest. */
    private boolean evictOneOf(Set<HttpConnection> connections, long grace) {
        for (HttpConnection connection : connections) {
            if (connection.dispensable() && connection.waitingFor() >= grace) {
                forget(connection);
                connection.evict();
                meters.ended("evicted");
                return true;
            }
        }
        return false;
    }

    private void forget(HttpConnection connection) {
        if (remove(strangers, connection) || remove(authenticated, connection)) {
            count--;
        }
    }

    private static void add(Map<Peer, Set<HttpConnection>> connections, HttpConnection connection) {
        connections
                .computeIfAbsent(connection.peer(), first -> new LinkedHashSet<>())
                .add(connection);
    }

    private static boolean remove(Map<Peer, Set<HttpConnection>> connections, HttpConnection connection) {
        Set<HttpConnection> own = connections.get(connection.peer());
        if (own == null || !own.remove(connection)) {
            return false;
        }
        if (own.isEmpty()) {
            connections.remove(connection.peer());
        }
        return true;
    }

    /** The connection of {@code socket}; null when it was not taken up, or is closed. */
    @Nullable
    HttpConnection of(SocketChannel socket) {
        return open.get(socket);
    }

    /** Tomcat closed the socket. */
    void closed(SocketChannel socket) {
        HttpConnection connection = open.remove(socket);
        if (connection != null) {
            synchronized (this) {
                forget(connection);
            }
            meters.closed();
        }
    }

    /** Somebody was authenticated on it: from now on it is no stranger's. */
    void becomesKnown(HttpConnection connection) {
        if (connection.becomeKnown()) {
            synchronized (this) {
                if (remove(strangers, connection)) {
                    add(authenticated, connection);
                }
            }
        }
    }

    HttpMeters meters() {
        return meters;
    }

    /** How many are open, for tests and metrics. */
    synchronized int count() {
        return count;
    }
}
