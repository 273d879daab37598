package vn.gov.hanoi.hpasc.hub.broker.guard;

import io.netty.channel.ChannelPipeline;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.impl.ActiveMQRoutingHandler;
import org.apache.activemq.artemis.core.protocol.core.impl.CoreProtocolManager;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;

/** CORE with {@link CoreFrameDecoder} in place of the library's, which takes frames of any length and any packet. */
final class GuardedCoreProtocol extends GuardedProtocol<Interceptor, ActiveMQRoutingHandler> {

    private final CoreProtocolManager core;

    GuardedCoreProtocol(CoreProtocolManager core, BrokerGuard guard) {
        super(core, guard);
        this.core = core;
    }

    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
        pipeline.addLast("activemq-decoder", new CoreFrameDecoder(guard));
    }

    @Override
    ConnectionEntry guardedEntry(Acceptor acceptor, NettyServerConnection connection) {
        ConnectionEntry entry = core.createConnectionEntry(acceptor, connection);
        connection.getNettyChannel().pipeline().get(CoreFrameDecoder.class).bind((CoreRemotingConnection)
                entry.connection);
        return entry;
    }
}
