package vn.gov.hanoi.hpasc.hub.http;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the time it may still take. Only time spent waiting for the client counts: for the rest of the headers,
 * for more of a body, or for room to write an answer. A client that drips therefore runs out of time however regularly it
 * drips, and the hub's own work never does.
 */
final class HttpConnection {

    private static final ThreadLocal<@Nullable HttpConnection> CURRENT = new ThreadLocal<>();
    private static final long NANOS = 1_000_000_000L;
    private static final long LINGER = 5 * NANOS;

    /** Where the connection stands. */
    private enum Phase {
        /** Opened, or in the middle of the headers. */
        HEADERS,
        /** A request is being served. */
        REQUEST,
        /** It was served: the rest of its body is taken off the line and the rest of the answer is sent. */
        FINISHING,
        /** It was refused and answered: the rest of its body is taken off the line, so that the client gets to read why. */
        LINGERING,
        /** Between requests. */
        IDLE
    }

    /**
     * What a client may take.
     *
     * @param header nanoseconds for the headers
     * @param request nanoseconds of waiting for a request
     * @param rate bytes a second that prolong it
     */
    record Times(long header, long request, long rate) {}

    /**
     * Where a connection comes from.
     *
     * @param ofProxy whether a proxy of ours opened it, which speaks for many clients
     */
    record Origin(Wire wire, Peer peer, boolean ofProxy) {}

    private final HttpConnections home;
    private final Wire wire;
    private final Peer peer;
    private final boolean ofProxy;
    private final Times times;
    private final LongSupplier nanoTime;
    private Phase phase = Phase.HEADERS;
    private long since;
    private boolean processing;
    private boolean served;
    private boolean waiting;
    private @Nullable AnswerProgress answer;
    private long waitingSince;
    private long waited;
    private long moved;
    private boolean expired;
    private volatile boolean known;

    HttpConnection(HttpConnections home, Origin origin, Times times, LongSupplier nanoTime) {
        this.home = home;
        this.wire = origin.wire();
        this.peer = origin.peer();
        this.ofProxy = origin.ofProxy();
        this.times = times;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** The connection that this thread serves; null when there is none. */
    static @Nullable HttpConnection current() {
        return CURRENT.get();
    }

    /** The connections of the same port. */
    HttpConnections home() {
        return home;
    }

    Peer peer() {
        return peer;
    }

    boolean ofProxy() {
        return ofProxy;
    }

    /** Remembers that a request on it was authenticated. True the first time. */
    boolean becomeKnown() {
        boolean first = !known;
        known = true;
        return first;
    }

    /** Tomcat takes it up, since bytes came. */
    synchronized void entered() {
        CURRENT.set(this);
        processing = true;
        served = false;
        if (phase == Phase.IDLE) {
            phase = Phase.HEADERS;
            since = nanoTime.getAsLong();
        }
    }

    /**
     * Tomcat puts it down.
     *
     * @param between whether it waits for a new request, rather than for the rest of one
     */
    synchronized void left(boolean between) {
        CURRENT.remove();
        processing = false;
        if (between && served) {
            phase = Phase.IDLE;
        } else if (phase == Phase.FINISHING || phase == Phase.LINGERING) {
            phase = Phase.HEADERS;
            since = nanoTime.getAsLong();
        }
    }

    /** The headers of a request are complete. False when they came too late. */
    synchronized boolean requestBegins(AnswerProgress progress) {
        phase = Phase.REQUEST;
        answer = progress;
        served = true;
        waited = nanoTime.getAsLong() - since;
        moved = 0;
        return !expired;
    }

    synchronized void requestEnds() {
        phase = Phase.FINISHING;
        answer = null;
        waiting = false;
        since = nanoTime.getAsLong();
    }

    /** The request was refused and answered before its body was read. */
    synchronized void lingers() {
        phase = Phase.LINGERING;
        answer = null;
        waiting = false;
        since = nanoTime.getAsLong();
    }

    /** The request begins to wait for more of its body. */
    synchronized void waits() {
        waiting = true;
        waitingSince = nanoTime.getAsLong();
    }

    /** The wait is over: so many bytes moved. */
    synchronized void goesOn(int bytes) {
        if (waiting) {
            waiting = false;
            waited += nanoTime.getAsLong() - waitingSince;
            moved += Math.max(0, bytes);
        }
    }

    /** Whether its time ran out. */
    synchronized boolean expired() {
        return expired;
    }

    /** Ends it when its time has run out. True when that happened now. */
    synchronized boolean expireIfOverdue() {
        if (expired || !overdue()) {
            return false;
        }
        expire();
        return true;
    }

    private boolean overdue() {
        long now = nanoTime.getAsLong();
        return switch (phase) {
            case IDLE -> false;
            case HEADERS -> now - since > times.header();
            case REQUEST -> waiting ? waited + now - waitingSince > allowed(moved) : answering() && answerIsLate(now);
            case FINISHING -> now - since > times.request();
            case LINGERING -> now - since > LINGER;
        };
    }

    private boolean answering() {
        return answer != null && answer.begunAt() != 0;
    }

    private boolean answerIsLate(long now) {
        AnswerProgress progress = answer;
        return progress != null && now - progress.begunAt() > allowed(progress.written());
    }

    private long allowed(long bytes) {
        return times.request() + bytes / times.rate() * NANOS + bytes % times.rate() * NANOS / times.rate();
    }

    /** Ends it now. A request that is being read can still be answered. */
    synchronized void expire() {
        expired = true;
        if (phase == Phase.HEADERS && !processing) {
            wire.sayTimeout();
        }
        if (phase == Phase.FINISHING || answering()) {
            wire.abort();
        } else {
            wire.endInput();
        }
    }

    /** Whether it could make room for another: it waits for its client, or has nothing to do. */
    synchronized boolean dispensable() {
        return !expired && (phase != Phase.REQUEST || waiting);
    }

    /** How long the client has kept the hub waiting in all, in nanoseconds. */
    synchronized long waitingFor() {
        long now = nanoTime.getAsLong();
        return phase == Phase.REQUEST && waiting ? waited + now - waitingSince : now - since;
    }

    /** Makes room for another at once. */
    synchronized void evict() {
        expired = true;
        wire.abort();
    }
}
