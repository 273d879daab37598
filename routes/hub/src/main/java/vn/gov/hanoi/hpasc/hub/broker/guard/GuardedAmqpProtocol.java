package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.time.Clock;
import java.util.concurrent.Executor;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPConnectionCallback;
import org.apache.activemq.artemis.protocol.amqp.broker.ActiveMQProtonRemotingConnection;
import org.apache.activemq.artemis.protocol.amqp.broker.AmqpInterceptor;
import org.apache.activemq.artemis.protocol.amqp.broker.ProtonProtocolManager;
import org.apache.activemq.artemis.protocol.amqp.proton.AMQPRoutingHandler;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;

/** AMQP with a {@link GuardedAmqpConnection} in place of the library's connection. */
final class GuardedAmqpProtocol extends GuardedProtocol<AmqpInterceptor, AMQPRoutingHandler> {

    /** The clock by which Artemis finds connections that fell silent; no test may stop it. */
    private static final Clock ARTEMIS_CLOCK = Clock.systemUTC();

    private final ProtonProtocolManager amqp;

    GuardedAmqpProtocol(ProtonProtocolManager amqp, BrokerGuard guard) {
        super(amqp, guard);
        this.amqp = amqp;
    }

    /** What {@link ProtonProtocolManager#createConnectionEntry} does, with a connection of ours. */
    @Override
    ConnectionEntry guardedEntry(Acceptor acceptor, NettyServerConnection connection) {
        ActiveMQServer server = amqp.getServer();
        AMQPConnectionCallback callback = new BoundedTransactions(amqp, connection, guard.limits());
        int timeToLive = (int) ActiveMQClient.DEFAULT_CONNECTION_TTL;
        GuardedAmqpConnection context = new GuardedAmqpConnection(amqp, callback, timeToLive, guard);
        Executor executor = server.getExecutorFactory().getExecutor();
        ActiveMQProtonRemotingConnection remoting =
                new ActiveMQProtonRemotingConnection(amqp, context, connection, executor);
        remoting.addFailureListener(callback);
        remoting.addCloseListener(callback);
        callback.setProtonConnectionDelegate(remoting);
        connection.getNettyChannel().closeFuture().addListener(closed -> context.release());
        return new ConnectionEntry(remoting, executor, ARTEMIS_CLOCK.millis(), timeToLive);
    }
}
