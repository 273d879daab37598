package vn.gov.hanoi.hpasc.simulators.peer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 server on the loopback interface, one virtual thread per connection, made to misbehave where an
 * ordinary server would not: it can send RST, break off in the middle of an answer, and go down and come back on its port.
 */
public final class HttpPeer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Handler handler;
    private final boolean streaming;
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Map<String, String> lastHeaders = Map.of();
    private @Nullable ServerSocket server;
    private @Nullable Thread acceptor;

    /** Deals with one request. */
    @FunctionalInterface
    public interface Handler {
        void handle(HttpCall call) throws IOException, InterruptedException;
    }

    private HttpPeer(Handler handler, ServerSocket server, boolean streaming) {
        this.handler = handler;
        this.streaming = streaming;
        this.port = server.getLocalPort();
        listen(server);
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static HttpPeer start(int port, Handler handler) {
        return new HttpPeer(handler, bind(port), false);
    }

    /** The same, but bodies are not read before the handler asks for them: they may be larger than the memory. */
    public static HttpPeer startStreaming(int port, Handler handler) {
        return new HttpPeer(handler, bind(port), true);
    }

    public int port() {
        return port;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** How many connections were made so far. */
    public int connectionsAccepted() {
        return accepted.get();
    }

    /** The headers of the newest request, names in lower case. */
    public Map<String, String> lastHeaders() {
        return lastHeaders;
    }

    /** Closes the port and every connection: callers are refused from now on. */
    public synchronized void goDown() {
        ServerSocket running = server;
        server = null;
        if (running != null) {
            closeQuietly(running);
            awaitEnd(acceptor);
        }
        dropConnections();
    }

    /** Listens again on the same port. */
    public synchronized void comeBack() {
        if (server == null) {
            listen(bind(port));
        }
    }

    /** Closes every connection and goes on listening, as a peer does that was restarted between two calls. */
    public void dropConnections() {
        connections.forEach(HttpPeer::closeQuietly);
    }

    /** Resets (RST) every connection and goes on listening. */
    public void resetConnections() {
        for (Socket connection : connections) {
            try {
                connection.setSoLinger(true, 0);
            } catch (SocketException alreadyClosed) {
                continue;
            }
            closeQuietly(connection);
        }
    }

    @Override
    public void close() {
        goDown();
    }

    private void listen(ServerSocket bound) {
        server = bound;
        acceptor = Thread.ofVirtual().name("peer-" + port).start(() -> acceptOn(bound));
    }

    private void acceptOn(ServerSocket bound) {
        while (!bound.isClosed()) {
            try {
                Socket connection = bound.accept();
                connections.add(connection);
                accepted.incrementAndGet();
                Thread.ofVirtual().name("peer-" + port + "-connection").start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream(), 16 * 1024);
            HttpRequests requests = new HttpRequests(connection, in);
            for (HttpCall call = requests.next(); call != null; call = requests.next()) {
                lastHeaders = call.headers();
                if (!streaming) {
                    call.body();
                }
                handler.handle(call);
                if (!call.keepAlive()) {
                    return;
                }
                call.finish();
            }
        } catch (IOException | UncheckedIOException gone) {
            // the caller went away, or a behaviour closed the connection: nobody is left to be told
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private static ServerSocket bind(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** The port is closed only when the thread that accepts on it has let go of it. */
    private static void awaitEnd(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join(1_000);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            // closed is what was wanted
        }
    }
}
