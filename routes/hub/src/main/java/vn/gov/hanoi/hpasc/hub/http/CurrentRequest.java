package vn.gov.hanoi.hpasc.hub.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** What the hub holds for one request, and for whom. Given back when the request ends, however it ends. */
public final class CurrentRequest implements AutoCloseable {

    /** Name of the request attribute that carries it. */
    public static final String ATTRIBUTE = CurrentRequest.class.getName();

    /** How long the request that was ended for its room may take to give it back, and how often that is looked at. */
    private static final Duration ROOM = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(5);

    private final RequestLimits limits;
    private final InetAddress address;
    private final Peer peer;
    private final @Nullable HttpConnection connection;
    private final AtomicBoolean counted = new AtomicBoolean(true);
    private @Nullable String caller;
    private BodyBudget.@Nullable Lease lease;
    private UnverifiedBodies.@Nullable Place place;

    CurrentRequest(RequestLimits limits, InetAddress address, @Nullable HttpConnection connection) {
        this.limits = limits;
        this.address = address;
        this.peer = Peer.of(address);
        this.connection = connection;
    }

    /** The client's address, behind proxies of ours too. */
    public String clientAddress() {
        return address.getHostAddress();
    }

    /**
     * The caller was authenticated: what it holds counts for it and no longer for its address.
     *
     * @param who the agency or partner
     */
    public void authenticated(String who) {
        caller = who;
        endCounting();
        if (connection != null && !connection.ofProxy()) {
            connection.home().becomesKnown(connection);
        }
    }

    /**
     * Takes bytes for the body, which are given back when the request ends.
     *
     * @throws Refusal when so many more would be too many
     */
    public void take(long bytes) {
        BodyBudget.Lease mine = lease;
        if (mine == null) {
            mine = caller == null ? limits.leaseOfPeer(peer) : limits.leaseOfCaller(caller);
            lease = mine;
        }
        try {
            take(mine, bytes);
        } catch (Refusal tooMany) {
            limits.refused(ErrorCode.OVERLOADED, address, connection);
            throw tooMany;
        }
    }

    /** A body of a stranger may take the room of another that only drips. */
    private void take(BodyBudget.Lease mine, long bytes) {
        UnverifiedBodies.Place unverified = place;
        if (unverified == null) {
            mine.take(bytes);
            return;
        }
        if (!mine.tryTake(bytes)) {
            if (unverified.makeRoom(bytes)) {
                long until = System.nanoTime() + ROOM.toNanos();
                while (!mine.tryTake(bytes)) {
                    if (System.nanoTime() > until) {
                        throw new Refusal(ErrorCode.OVERLOADED);
                    }
                    LockSupport.parkNanos(LOOK.toNanos());
                }
            } else {
                throw new Refusal(ErrorCode.OVERLOADED);
            }
        }
        unverified.holds(bytes);
    }

    /** Whether a read failed since the time for the request ran out while its client was waited for. */
    public boolean timedOut() {
        boolean expired = connection != null && connection.expired();
        if (expired) {
            limits.refused(ErrorCode.REQUEST_TIMEOUT, address, connection);
        }
        return expired;
    }

    /**
     * Reads a body whose sender is known only after it was read.
     *
     * @throws Refusal when too many such bodies are being read
     */
    public byte[] unverified(Supplier<byte[]> reading) {
        UnverifiedBodies.Place mine = place();
        place = mine;
        try {
            return reading.get();
        } finally {
            place = null;
            mine.close();
        }
    }

    private UnverifiedBodies.Place place() {
        try {
            return limits.unverified().begin(peer, connection);
        } catch (Refusal tooMany) {
            limits.refused(ErrorCode.OVERLOADED, address, connection);
            throw tooMany;
        }
    }

    private void endCounting() {
        if (counted.getAndSet(false)) {
            limits.requests().ends(peer);
        }
    }

    @Override
    public void close() {
        endCounting();
        if (lease != null) {
            lease.close();
        }
    }
}
