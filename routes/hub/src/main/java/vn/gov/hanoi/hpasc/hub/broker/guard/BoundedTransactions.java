package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.util.HashSet;
import java.util.Set;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPConnectionCallback;
import org.apache.activemq.artemis.protocol.amqp.broker.ProtonProtocolManager;
import org.apache.activemq.artemis.protocol.amqp.exceptions.ActiveMQAMQPException;
import org.apache.activemq.artemis.spi.core.remoting.Connection;
import org.apache.qpid.proton.amqp.Binary;

/** Bounds the AMQP transactions that a connection may have open: each costs memory, even one without a message. */
final class BoundedTransactions extends AMQPConnectionCallback {

    private final int most;
    private final Set<Binary> open = new HashSet<>();

    BoundedTransactions(ProtonProtocolManager amqp, Connection connection, BrokerLimits limits) {
        super(amqp, connection, amqp.getServer().getExecutorFactory().getExecutor(), amqp.getServer());
        this.most = limits.sessions();
    }

    @Override
    public Binary newTransaction() {
        synchronized (open) {
            if (open.size() >= most) {
                throw new IllegalStateException("too many open transactions");
            }
            Binary id = super.newTransaction();
            open.add(id);
            return id;
        }
    }

    @Override
    public Transaction getTransaction(Binary id, boolean remove) throws ActiveMQAMQPException {
        if (remove) {
            synchronized (open) {
                open.remove(id);
            }
        }
        return super.getTransaction(id, remove);
    }
}
