package vn.gov.hanoi.hpasc.hub.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 over NIO with a guard at the accepted socket: what a peer has too many of is closed before Tomcat sees it,
 * and each connection's time is followed from its first byte. Without a guard it is plain Tomcat.
 */
public final class GuardedProtocol extends Http11NioProtocol {

    public GuardedProtocol() {
        super(new Endpoint());
    }

    /** Sets the guard, before the port is opened. */
    void guardWith(ConnectionGuard guard) {
        ((Endpoint) getEndpoint()).guard = guard;
    }

    private static final class Endpoint extends NioEndpoint {

        private volatile @Nullable ConnectionGuard guard;

        @Override
        protected SocketChannel serverSocketAccept() throws Exception {
            while (true) {
                SocketChannel socket = super.serverSocketAccept();
                ConnectionGuard guarding = guard;
                if (guarding == null || !isRunning() || isPaused() || admitted(guarding, socket)) {
                    return socket;
                }
                socket.close();
            }
        }

        private boolean admitted(ConnectionGuard guarding, SocketChannel socket) throws IOException {
            return socket.getRemoteAddress() instanceof InetSocketAddress address
                    && guarding.admits(socket, address.getAddress(), !isSSLEnabled());
        }

        @Override
        protected void destroySocket(SocketChannel socket) {
            ConnectionGuard guarding = guard;
            if (guarding != null) {
                guarding.connections().closed(socket);
            }
            super.destroySocket(socket);
        }

        @Override
        public void setHandler(Handler<NioChannel> handler) {
            super.setHandler(new Followed(handler));
        }

        /** Tells the guard when Tomcat takes a connection up, puts it down and closes it. */
        private final class Followed implements Handler<NioChannel> {

            private final Handler<NioChannel> tomcat;

            Followed(Handler<NioChannel> tomcat) {
                this.tomcat = tomcat;
            }

            private @Nullable HttpConnection of(SocketWrapperBase<NioChannel> wrapper) {
                ConnectionGuard guarding = guard;
                NioChannel channel = wrapper.getSocket();
                SocketChannel socket = channel == null ? null : channel.getIOChannel();
                return guarding == null || socket == null
                        ? null
                        : guarding.connections().of(socket);
            }

            @Override
            public SocketState process(SocketWrapperBase<NioChannel> wrapper, SocketEvent event) {
                HttpConnection connection = of(wrapper);
                if (connection == null) {
                    return tomcat.process(wrapper, event);
                }
                connection.entered();
                SocketState state = SocketState.CLOSED;
                try {
                    state = tomcat.process(wrapper, event);
                    return state;
                } finally {
                    connection.left(state == SocketState.OPEN);
                }
            }

            @Override
            public void release(SocketWrapperBase<NioChannel> wrapper) {
                ConnectionGuard guarding = guard;
                NioChannel channel = wrapper.getSocket();
                SocketChannel socket = channel == null ? null : channel.getIOChannel();
                if (guarding != null && socket != null) {
                    guarding.connections().closed(socket);
                }
                tomcat.release(wrapper);
            }

            @Override
            public Object getGlobal() {
                return tomcat.getGlobal();
            }

            @Override
            public void pause() {
                tomcat.pause();
            }

            @Override
            public void recycle() {
                tomcat.recycle();
            }
        }
    }
}
