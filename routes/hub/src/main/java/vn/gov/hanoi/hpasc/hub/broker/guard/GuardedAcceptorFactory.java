package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.protocol.core.impl.CoreProtocolManager;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.protocol.amqp.broker.ProtonProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.apache.activemq.artemis.utils.actors.OrderedExecutor;

/** Makes the acceptor of agencies: Artemis' own, with the library's protocols behind guards of ours. */
@SuppressWarnings("rawtypes") // as the interface has them
final class GuardedAcceptorFactory implements AcceptorFactory {

    private final BrokerGuard guard;

    GuardedAcceptorFactory(BrokerGuard guard) {
        this.guard = guard;
    }

    @Override
    public Acceptor createAcceptor(
            String name,
            ClusterConnection cluster,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threadPool,
            ScheduledExecutorService scheduled,
            Map<String, ProtocolManager> protocols,
            String threadGroup,
            MetricsManager metrics) {
        Map<String, Object> settings = new HashMap<>(configuration);
        // The acceptor then does not listen itself, but is handed the channels that we accept.
        settings.put(TransportConstants.HTTP_UPGRADE_ENABLED_PROP_NAME, true);
        Map<String, ProtocolManager> guarded = new ConcurrentHashMap<>();
        protocols.forEach((protocol, manager) -> guarded.put(protocol, guarded(manager)));
        return new GuardedAcceptor(
                guard,
                name,
                cluster,
                settings,
                handler,
                listener,
                scheduled,
                new OrderedExecutor(threadPool),
                guarded,
                threadGroup,
                metrics);
    }

    private ProtocolManager guarded(ProtocolManager manager) {
        return switch (manager) {
            case CoreProtocolManager core -> new GuardedCoreProtocol(core, guard);
            case ProtonProtocolManager amqp -> new GuardedAmqpProtocol(amqp, guard);
            default -> throw new IllegalArgumentException("no guard for " + manager.getClass());
        };
    }
}
