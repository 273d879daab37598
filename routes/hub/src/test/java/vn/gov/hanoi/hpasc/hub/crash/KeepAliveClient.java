package vn.gov.hanoi.hpasc.hub.crash;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 client that keeps its connection until it is told to close it, and never repeats a request by itself. */
final class KeepAliveClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS =
            Math.toIntExact(Duration.ofSeconds(60).toMillis());

    private final int port;
    private @Nullable Socket socket;

    KeepAliveClient(int port) {
        this.port = port;
    }

    /**
     * An answer.
     *
     * @param closes whether it says that the connection ends with it
     */
    record Reply(int status, boolean closes, String body) {}

    /** A request was sent and no answer came. */
    static final class Unanswered extends IOException {

        private static final long serialVersionUID = 1L;

        Unanswered(IOException why) {
            super("a request was sent, and no answer came: " + why, why);
        }
    }

    /** Connects, where it is not connected. */
    Socket connected() throws IOException {
        Socket there = socket;
        if (there == null) {
            there = new Socket();
            there.setSoTimeout(PATIENCE_MILLIS);
            there.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            socket = there;
        }
        return there;
    }

    /** @throws IOException when the connection is refused; {@link Unanswered} when it was not, and still no answer came */
    Reply send(String method, String path, String token, String mediaType, byte[] body) throws IOException {
        Socket there = connected();
        try {
            there.getOutputStream().write(head(method, path, token, mediaType, body.length));
            there.getOutputStream().write(body);
            return reply(there);
        } catch (IOException lost) {
            throw new Unanswered(lost);
        }
    }

    static byte[] head(String method, String path, String token, String mediaType, int length) {
        return ("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(method, path, token, mediaType, length))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the answer to what was sent, and closes the connection if it says so. */
    Reply reply(Socket there) throws IOException {
        InputStream in = new BufferedInputStream(there.getInputStream(), 1);
        int status = Integer.parseInt(line(in).split(" ")[1]);
        boolean closes = false;
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            closes |= lower.equals("connection: close");
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
            if (lower.startsWith("transfer-encoding:")) {
                throw new IOException("answers of the hub have a length");
            }
        }
        byte[] body = in.readNBytes(Math.max(0, length));
        if (body.length < length) {
            throw new EOFException("the body breaks off");
        }
        if (closes) {
            close();
        }
        return new Reply(status, closes, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        Socket there = socket;
        socket = null;
        if (there != null) {
            there.close();
        }
    }
}
