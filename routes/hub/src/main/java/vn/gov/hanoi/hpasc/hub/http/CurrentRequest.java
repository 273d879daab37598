package vn.gov.hanoi.hpasc.hub.http;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** What the hub holds for one request, and for whom. Given back when the request ends, however it ends. */
public final class CurrentRequest implements AutoCloseable {

    /** Name of the request attribute that carries it. */
    public static final String ATTRIBUTE = CurrentRequest.class.getName();

    private final RequestLimits limits;
    private final InetAddress address;
    private final Peer peer;
    private final @Nullable HttpConnection connection;
    private final AtomicBoolean counted = new AtomicBoolean(true);
    private @Nullable String caller;
    private BodyBudget.@Nullable Lease lease;

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
            mine.take(bytes);
        } catch (Refusal tooMany) {
            limits.refused(ErrorCode.OVERLOADED, address, connection);
            throw tooMany;
        }
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
        UnverifiedBodies.Place place = place();
        try {
            return reading.get();
        } finally {
            place.close();
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
