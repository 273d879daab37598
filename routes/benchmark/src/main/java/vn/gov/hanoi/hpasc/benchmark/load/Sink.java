package vn.gov.hanoi.hpasc.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The far end: takes every message at once with an empty 200, and notes its arrival. */
public final class Sink implements AutoCloseable {

    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = ("\"" + Messages.ID_BEGIN).getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 1024;
    private static final int LONGEST_ID = 64;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final Thread thread;
    private final Map<String, Journey> journeys = new ConcurrentHashMap<>();
    private final AtomicLong strangers = new AtomicLong();

    public Sink() throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().name("sink").daemon().start(this::serve);
    }

    /** Where messages go. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.socket().getLocalPort() + "/messages");
    }

    /** Notes the arrival of what {@code messages} makes from now on. */
    public Journey expect(Messages messages) {
        Journey journey = new Journey(messages.perDossier());
        journeys.put(messages.idBegin(), journey);
        return journey;
    }

    /** Requests that were none of the messages expected. */
    public long strangers() {
        return strangers.get();
    }

    private void serve() {
        while (selector.isOpen()) {
            try {
                selector.select(this::ready);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = server.accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new HttpReader());
                return;
            }
            receive((SocketChannel) key.channel(), (HttpReader) key.attachment());
        } catch (IOException e) {
            key.cancel();
            closeQuietly(key);
        }
    }

    private void receive(SocketChannel channel, HttpReader reader) throws IOException {
        reader.fill(channel);
        while (reader.complete()) {
            note(reader.body());
            reader.consume();
            // 39 bytes always fit into the send buffer of a peer that waits for them.
            channel.write(ByteBuffer.wrap(OK));
        }
    }

    private void note(byte[] body) {
        int at = Bytes.indexOf(body, 0, body.length, ID);
        if (at < 0) {
            strangers.incrementAndGet();
            return;
        }
        int end = at + 1;
        while (end < body.length && end - at < LONGEST_ID && body[end] != '"') {
            end++;
        }
        arrived(new String(body, at + 1, end - at - 1, StandardCharsets.US_ASCII));
    }

    private void arrived(String id) {
        int step = id.lastIndexOf('-');
        int dossier = id.lastIndexOf('-', step - 1);
        Journey journey = journeys.get(id.substring(0, dossier + 1));
        if (journey == null) {
            strangers.incrementAndGet();
            return;
        }
        journey.arrived(
                Integer.parseInt(id, dossier + 1, step, 10),
                Integer.parseInt(id, step + 1, id.length(), 10),
                System.nanoTime());
    }

    private static void closeQuietly(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException ignored) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
