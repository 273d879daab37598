package vn.gov.hanoi.hpasc.benchmark.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connections from one loopback address that each announce a body and send a byte of it a second. */
public final class DrippingPeers implements AutoCloseable {

    private static final String ATTACKER = "127.0.0.9";
    private static final byte[] BEGIN = """
            POST /callbacks/momo/hanoi-momo HTTP/1.1\r
            Host: hub\r
            Content-Type: application/json\r
            Content-Length: 60000\r
            \r
            {""".getBytes(StandardCharsets.US_ASCII);

    private final List<SocketChannel> open = new ArrayList<>();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

    /** Opens all of them; those that the hub closes again are not opened anew. */
    public DrippingPeers(URI hub, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(ATTACKER, 0));
            channel.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
            channel.configureBlocking(false);
            open.add(channel);
            send(channel, BEGIN);
        }
        pace.scheduleAtFixedRate(this::drip, 1, 1, TimeUnit.SECONDS);
    }

    private void drip() {
        open.forEach(channel -> send(channel, new byte[] {' '}));
    }

    /** How many the hub has not closed. */
    public long alive() {
        ByteBuffer answer = ByteBuffer.allocate(1024);
        return open.stream()
                .filter(channel -> {
                    try {
                        return channel.read(answer.clear()) >= 0;
                    } catch (IOException closed) {
                        return false;
                    }
                })
                .count();
    }

    private static void send(SocketChannel channel, byte[] bytes) {
        try {
            int ignored = channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException closedByTheHub) {
            // it was one too many, or too slow
        }
    }

    @Override
    public void close() throws IOException {
        pace.shutdownNow();
        for (SocketChannel channel : open) {
            channel.close();
        }
    }
}
