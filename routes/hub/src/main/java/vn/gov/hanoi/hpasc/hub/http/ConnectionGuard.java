package vn.gov.hanoi.hpasc.hub.http;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ContinueResponseTiming;

/** The guard of one port: which connections are accepted there, and how long each may take. */
public final class ConnectionGuard implements AutoCloseable {

    /** Evicted connections are closed a moment after the one they make room for was opened. */
    private static final int BEING_CLOSED = 1024;

    private static final int BACKLOG = 1024;

    private final HttpConnections connections;
    private final ClientAddresses addresses;
    private final int maxConnections;

    ConnectionGuard(HttpConnections connections, ClientAddresses addresses, int maxConnections) {
        this.connections = connections;
        this.addresses = addresses;
        this.maxConnections = maxConnections;
    }

    /** Guards a connector whose protocol is {@link GuardedProtocol}, before it is started. */
    public void guard(Connector connector) {
        if (connector.getProtocolHandler() instanceof GuardedProtocol protocol) {
            protocol.guardWith(this);
            protocol.setMaxConnections(maxConnections + BEING_CLOSED);
            protocol.setAcceptCount(BACKLOG);
            // nobody is asked to send a body before it is known who he is
            protocol.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
        }
    }

    boolean admits(SocketChannel socket, InetAddress address, boolean plain) {
        HttpConnection.Origin origin = new HttpConnection.Origin(
                new Wire.Channel(socket, plain), Peer.of(address), addresses.isProxy(address));
        return connections.open(socket, origin).isPresent();
    }

    /** How many connections are open at the port. */
    public int open() {
        return connections.count();
    }

    HttpConnections connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }
}
