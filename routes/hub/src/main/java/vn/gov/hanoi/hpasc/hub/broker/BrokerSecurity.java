package vn.gov.hanoi.hpasc.hub.broker;

import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.guard.BrokerGuard;

/**
 * Who may do what at the broker. An agency may send to its own {@code hpasc.in}, and read its own {@code hpasc.out} and
 * {@code hpasc.receipts}; it may not browse, create, delete or manage anything. Names are compared whole, never by pattern:
 * {@code H26} has nothing to do with {@code H26.103}.
 */
final class BrokerSecurity implements ActiveMQSecurityManager5 {

    private static final String QUEUE_OF_ADDRESS = "::";

    private final BrokerUsers users;
    private final BrokerGuard guard;

    BrokerSecurity(BrokerUsers users, BrokerGuard guard) {
        this.users = users;
        this.guard = guard;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        if (user == null || password == null || !users.verify(user, password)) {
            guard.authenticationFailed(user, connection == null ? null : connection.getRemoteAddress());
            return null;
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        return subject;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        for (UserPrincipal user : subject.getPrincipals(UserPrincipal.class)) {
            if (allows(user.getName(), check, address)) {
                return true;
            }
            guard.authorityRefused(user.getName(), check + " " + address);
        }
        return false;
    }

    /** The rule itself. {@code address} may name a queue of an address too, as {@code address::queue}. */
    static boolean allows(String user, CheckType check, String address) {
        if (BrokerUsers.HUB.equals(user)) {
            return true;
        }
        if (!BrokerUsers.isAgency(user)) {
            return false;
        }
        AgencyCode agency = new AgencyCode(user);
        return switch (check) {
            case SEND -> isQueue(Queues.in(agency), address);
            case CONSUME -> isQueue(Queues.out(agency), address) || isQueue(Queues.receipts(agency), address);
            default -> false;
        };
    }

    private static boolean isQueue(String queue, String address) {
        return address.equals(queue) || address.equals(queue + QUEUE_OF_ADDRESS + queue);
    }

    @Override
    public boolean validateUser(String user, String password) {
        return users.verify(user, password);
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return false;
    }
}
