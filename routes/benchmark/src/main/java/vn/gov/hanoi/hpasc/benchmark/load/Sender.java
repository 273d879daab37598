package vn.gov.hanoi.hpasc.benchmark.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection: sends the messages of one dossier after the other, each after the answer to the one before. */
final class Sender {

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 16 * 1024;

    private final Load load;
    private final Selector selector;
    private final InetSocketAddress address;
    private final HttpReader reader = new HttpReader();
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST).limit(0);
    private SocketChannel channel;
    private SelectionKey key;
    private int dossier = -1;
    private int step;
    private @Nullable Message message;
    private long sentNanos;

    Sender(Load load, Selector selector, InetSocketAddress address) throws IOException {
        this.load = load;
        this.selector = selector;
        this.address = address;
        this.channel = SocketChannel.open(address);
        this.key = register();
    }

    private SelectionKey register() throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** The other side means to close the connection after this answer. */
    private void reconnect() throws IOException {
        key.cancel();
        channel.close();
        channel = SocketChannel.open(address);
        key = register();
    }

    /** Sends the next message, or leaves when there is none. */
    void next() throws IOException {
        if (dossier < 0 || ++step == load.messages().perDossier()) {
            dossier = load.nextDossier();
            step = 0;
        }
        if (dossier < 0) {
            leave();
            return;
        }
        Message next = load.messages().message(dossier, step);
        message = next;
        out.clear()
                .put(load.head())
                .put(Integer.toString(next.body().length).getBytes(StandardCharsets.US_ASCII))
                .put(HEAD_END)
                .put(next.body())
                .flip();
        sentNanos = System.nanoTime();
        load.journey().sent(next, sentNanos);
        write();
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** The connection can be read or written. */
    void ready() {
        try {
            if (out.hasRemaining()) {
                write();
                return;
            }
            reader.fill(channel);
            Message asked = message;
            if (asked != null && reader.complete()) {
                load.answered(asked, reader, sentNanos);
                boolean closing = reader.closing();
                reader.consume();
                if (closing) {
                    reconnect();
                }
                next();
            }
        } catch (IOException e) {
            load.wrong("connection: " + e.getMessage());
            leave();
        }
    }

    private void leave() {
        key.cancel();
        load.done();
    }
}
