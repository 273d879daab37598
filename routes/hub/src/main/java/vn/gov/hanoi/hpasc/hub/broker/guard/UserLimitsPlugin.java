package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what each user does inside the broker, whatever the protocol: connections, sessions, bytes sent in transactions that
 * are not committed, and what may wait in an agency's queue.
 */
public final class UserLimitsPlugin implements ActiveMQServerPlugin {

    /** What a message costs beside its own bytes. */
    private static final long OVERHEAD = 1024;

    private final BrokerGuard guard;
    private final Predicate<String> limited;
    /** Whether the session that this thread creates commits its sends itself; the session does not tell later. */
    private final ThreadLocal<Boolean> transactedNow = ThreadLocal.withInitial(() -> false);

    private final Set<ServerSession> transacted = ConcurrentHashMap.newKeySet();
    private @Nullable ActiveMQServer server;

    UserLimitsPlugin(BrokerGuard guard, Predicate<String> limited) {
        this.guard = guard;
        this.limited = limited;
    }

    @Override
    public void registered(ActiveMQServer registered) {
        this.server = registered;
    }

    @Override
    public void beforeCreateSession(
            String name,
            @Nullable String user,
            int minLargeMessageSize,
            @Nullable RemotingConnection connection,
            boolean autoCommitSends,
            boolean autoCommitAcks,
            boolean preAcknowledge,
            boolean xa,
            @Nullable String defaultAddress,
            @Nullable SessionCallback callback,
            boolean autoCreateQueues,
            @Nullable OperationContext context,
            @Nullable Map<SimpleString, RoutingType> prefixes)
            throws ActiveMQException {
        transactedNow.set(!autoCommitSends);
        if (user == null || connection == null || guard.isUnlimited(user)) {
            return;
        }
        UserShare share = guard.share(user);
        if (!share.connect(connection.getID())) {
            guard.limitExceeded(user, connection.getRemoteAddress(), "connections of a user");
            throw new ActiveMQSecurityException("too many connections of " + user);
        }
        if (!share.mayOpenSession()) {
            guard.limitExceeded(user, connection.getRemoteAddress(), "sessions of a user");
            throw new ActiveMQSecurityException("too many sessions of " + user);
        }
    }

    @Override
    public void afterCreateSession(ServerSession session) {
        if (transactedNow.get()) {
            transacted.add(session);
        }
        transactedNow.remove();
        String user = session.getUsername();
        if (user != null && !guard.isUnlimited(user)) {
            guard.share(user).session(1);
        }
    }

    @Override
    public void afterCloseSession(ServerSession session, boolean failed) {
        transacted.remove(session);
        String user = session.getUsername();
        if (user != null && !guard.isUnlimited(user)) {
            guard.share(user).session(-1);
        }
    }

    @Override
    public void afterDestroyConnection(RemotingConnection connection) {
        String user = BrokerGuard.user(connection);
        if (user != null) {
            guard.share(user).disconnect(connection.getID());
        }
    }

    @Override
    public void beforeSend(
            @Nullable ServerSession session,
            @Nullable Transaction current,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue)
            throws ActiveMQException {
        String user = session == null ? null : session.getUsername();
        if (session == null || user == null || guard.isUnlimited(user)) {
            return;
        }
        // A session that commits each send has a transaction too, in which nothing is sent.
        Transaction transaction = transacted.contains(session) ? current : null;
        ActiveMQException refusal = refusal(user, transaction, message);
        if (refusal != null) {
            guard.limitExceeded(
                    user, session.getRemotingConnection().getRemoteAddress(), String.valueOf(refusal.getMessage()));
            if (transaction != null) {
                transaction.markAsRollbackOnly(refusal);
            }
            throw refusal;
        }
    }

    private @Nullable ActiveMQException refusal(String user, @Nullable Transaction transaction, Message message)
            throws ActiveMQException {
        long size = size(message);
        if (size > guard.limits().messageSize().toBytes()) {
            return new ActiveMQAddressFullException(
                    "the message is longer than " + guard.limits().messageSize().toBytes() + " bytes");
        }
        if (isFull(message.getAddress())) {
            return new ActiveMQAddressFullException("the queue of " + user + " is full; its messages are not yet read");
        }
        if (transaction != null && !hold(user, transaction, size + OVERHEAD)) {
            return new ActiveMQAddressFullException("too many bytes of " + user + " are not yet committed");
        }
        return null;
    }

    private static long size(Message message) throws ActiveMQException {
        return message.isLargeMessage() ? message.getPersistentSize() : message.getEncodeSize();
    }

    private boolean isFull(@Nullable String address) {
        if (address == null || !limited.test(address) || server == null) {
            return false;
        }
        Queue queue = server.locateQueue(address);
        return queue != null
                && (queue.getMessageCount() >= guard.limits().queueMessages()
                        || queue.getPersistentSize()
                                >= guard.limits().queueSize().toBytes());
    }

    private boolean hold(String user, Transaction transaction, long bytes) {
        UserShare share = guard.share(user);
        if (!share.hold(bytes)) {
            return false;
        }
        transaction.addOperation(new TransactionOperationAbstract() {
            @Override
            public void afterCommit(Transaction ended) {
                share.release(bytes);
            }

            @Override
            public void afterRollback(Transaction ended) {
                share.release(bytes);
            }
        });
        return true;
    }
}
