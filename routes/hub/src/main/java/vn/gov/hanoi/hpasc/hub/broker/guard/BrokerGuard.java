package vn.gov.hanoi.hpasc.hub.broker.guard;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/** The limits of one broker, what its users hold, and the record of what was refused. */
public final class BrokerGuard {

    private final BrokerLimits limits;
    private final SecurityEvents events;
    private final Predicate<String> unlimited;
    private final Map<String, UserShare> shares = new ConcurrentHashMap<>();
    private final UnauthenticatedConnections strangers;

    /**
     * @param unlimited users whom limits of number and of waiting bytes do not concern: the hub itself
     */
    public BrokerGuard(BrokerLimits limits, SecurityEvents events, Predicate<String> unlimited) {
        this.limits = limits;
        this.events = events;
        this.unlimited = unlimited;
        this.strangers = new UnauthenticatedConnections(limits, events);
    }

    /** A guard with the default limits, for a broker that runs without a hub. */
    public static BrokerGuard alone(Predicate<String> unlimited) {
        return new BrokerGuard(BrokerLimits.defaults(), new SecurityEvents(new SimpleMeterRegistry()), unlimited);
    }

    /** The factory of the acceptor that agencies reach. */
    public AcceptorFactory acceptors() {
        return new GuardedAcceptorFactory(this);
    }

    /**
     * The plugin that enforces what can only be seen inside.
     *
     * @param limited addresses of queues that have a quota
     */
    public UserLimitsPlugin plugin(Predicate<String> limited) {
        return new UserLimitsPlugin(this, limited);
    }

    /** Records that {@code user} did not prove to be who it says. */
    public void authenticationFailed(@Nullable String user, @Nullable String address) {
        events.record(Kind.AUTHENTICATION_FAILED, Channel.BROKER, user, address, "wrong user or password");
    }

    /** Records that {@code user} may not do {@code what}. */
    public void authorityRefused(String user, String what) {
        events.record(Kind.AUTHORITY_REFUSED, Channel.BROKER, user, null, what);
    }

    void protocolRefused(@Nullable String user, @Nullable String address, String what) {
        events.record(Kind.PROTOCOL_REFUSED, Channel.BROKER, user, address, what);
    }

    void limitExceeded(@Nullable String user, @Nullable String address, String what) {
        events.record(Kind.LIMIT_EXCEEDED, Channel.BROKER, user, address, what);
    }

    BrokerLimits limits() {
        return limits;
    }

    UnauthenticatedConnections strangers() {
        return strangers;
    }

    /** The bytes of {@code user} that are half received or not committed. */
    public long pendingBytes(String user) {
        return share(user).held();
    }

    UserShare share(String user) {
        return shares.computeIfAbsent(user, name -> new UserShare(limits, unlimited.test(name)));
    }

    boolean isUnlimited(@Nullable String user) {
        return user != null && unlimited.test(user);
    }

    /** The user that logged in on {@code connection}; null before that. */
    static @Nullable String user(@Nullable RemotingConnection connection) {
        Subject subject = connection == null ? null : connection.getSubject();
        if (subject == null) {
            return null;
        }
        for (UserPrincipal user : subject.getPrincipals(UserPrincipal.class)) {
            return user.getName();
        }
        return null;
    }

    /** The peer's address without its port. */
    static String address(SocketAddress peer) {
        return peer instanceof InetSocketAddress ip ? ip.getAddress().getHostAddress() : String.valueOf(peer);
    }
}
