package vn.gov.hanoi.hpasc.hub.broker;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses durable messages at once while the broker is short of disk, in either protocol as a full address is told. Artemis'
 * own way is to let senders wait without an end, and without a word.
 */
final class RefuseWhileDiskIsLow implements ActiveMQServerPlugin {

    private final DiskRoom room;
    /** Whether the session that this thread creates leaves its commits to its client; the session does not tell later. */
    private final ThreadLocal<Boolean> transactedNow = ThreadLocal.withInitial(() -> false);

    private final Set<ServerSession> transacted = ConcurrentHashMap.newKeySet();

    RefuseWhileDiskIsLow(DiskRoom room) {
        this.room = room;
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
            @Nullable Map<SimpleString, RoutingType> prefixes) {
        transactedNow.set(!autoCommitSends);
    }

    @Override
    public void afterCreateSession(ServerSession session) {
        if (transactedNow.get()) {
            transacted.add(session);
        }
        transactedNow.remove();
    }

    @Override
    public void afterCloseSession(ServerSession session, boolean failed) {
        transacted.remove(session);
    }

    @Override
    public void beforeSend(
            @Nullable ServerSession session,
            @Nullable Transaction current,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (!message.isDurable() || !room.low()) {
            return;
        }
        ActiveMQException refusal = new ActiveMQAddressFullException("the broker is short of disk: " + room.problem());
        if (current != null && session != null && transacted.contains(session)) {
            // a send in a transaction is not waited for: its commit tells
            current.markAsRollbackOnly(refusal);
        }
        throw refusal;
    }
}
