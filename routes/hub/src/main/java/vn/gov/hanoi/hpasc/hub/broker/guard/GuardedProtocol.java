package vn.gov.hanoi.hpasc.hub.broker.guard;

import io.netty.channel.ChannelPipeline;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.routing.RoutingHandler;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/** A protocol of the library, which does all that a guard does not change. */
abstract class GuardedProtocol<P extends BaseInterceptor, R extends RoutingHandler> implements ProtocolManager<P, R> {

    private final ProtocolManager<P, R> library;
    protected final BrokerGuard guard;

    GuardedProtocol(ProtocolManager<P, R> library, BrokerGuard guard) {
        this.library = library;
        this.guard = guard;
    }

    @Override
    public final ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection connection) {
        NettyServerConnection netty = (NettyServerConnection) connection;
        ConnectionEntry entry = guardedEntry(acceptor, netty);
        netty.getNettyChannel().attr(LoginHandler.CONNECTION).set(entry.connection);
        return entry;
    }

    abstract ConnectionEntry guardedEntry(Acceptor acceptor, NettyServerConnection connection);

    @Override
    public ProtocolManagerFactory<P> getFactory() {
        return library.getFactory();
    }

    @Override
    public void updateInterceptors(List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) {
        library.updateInterceptors(incoming, outgoing);
    }

    @Override
    public void removeHandler(String name) {
        library.removeHandler(name);
    }

    @Override
    public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
        library.handleBuffer(connection, buffer);
    }

    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
        library.addChannelHandlers(pipeline);
    }

    @Override
    public boolean isProtocol(byte[] start) {
        return library.isProtocol(start);
    }

    @Override
    public boolean acceptsNoHandshake() {
        return false;
    }

    @Override
    public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
        library.handshake(connection, buffer);
    }

    @Override
    public List<String> websocketSubprotocolIdentifiers() {
        return List.of();
    }

    @Override
    public void setAnycastPrefix(String prefix) {
        library.setAnycastPrefix(prefix);
    }

    @Override
    public void setMulticastPrefix(String prefix) {
        library.setMulticastPrefix(prefix);
    }

    @Override
    public Map<SimpleString, RoutingType> getPrefixes() {
        return library.getPrefixes();
    }

    @Override
    public void setSecurityDomain(String domain) {
        library.setSecurityDomain(domain);
    }

    @Override
    public String getSecurityDomain() {
        return library.getSecurityDomain();
    }

    @Override
    public R getRoutingHandler() {
        return library.getRoutingHandler();
    }
}
