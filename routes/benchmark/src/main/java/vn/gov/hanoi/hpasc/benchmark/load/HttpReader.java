package vn.gov.hanoi.hpasc.benchmark.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads HTTP/1.1 requests or answers off one connection, one after the other, by length or in chunks. */
final class HttpReader {

    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "connection: close".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_END = 2;
    private static final int STATUS_FROM = 9;
    private static final int STATUS_TO = 12;

    private ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private byte[] body = new byte[0];
    private int headEnd;
    private int end;

    /** Takes in what has arrived. */
    void fill(SocketChannel channel) throws IOException {
        if (!buffer.hasRemaining()) {
            ByteBuffer larger = ByteBuffer.allocate(buffer.capacity() * 2);
            larger.put(buffer.flip());
            buffer = larger;
        }
        if (channel.read(buffer) < 0) {
            throw new EOFException("the other side closed the connection");
        }
    }

    /** Whether a whole message is there; then {@link #body} and {@link #status} speak of it. */
    boolean complete() {
        byte[] bytes = buffer.array();
        int filled = buffer.position();
        headEnd = Bytes.indexOf(bytes, 0, filled, HEAD_END);
        if (headEnd < 0) {
            return false;
        }
        int bodyFrom = headEnd + HEAD_END.length;
        int length = Bytes.indexOfLetters(bytes, 0, headEnd, LENGTH);
        if (length >= 0) {
            return completeOf(bytes, filled, bodyFrom, (int) Bytes.number(bytes, length + LENGTH.length, headEnd, 10));
        }
        if (Bytes.indexOfLetters(bytes, 0, headEnd, CHUNKED) >= 0) {
            return completeChunks(bytes, filled, bodyFrom);
        }
        return completeOf(bytes, filled, bodyFrom, 0);
    }

    private boolean completeOf(byte[] bytes, int filled, int from, int length) {
        if (from + length > filled) {
            return false;
        }
        body = Arrays.copyOfRange(bytes, from, from + length);
        end = from + length;
        return true;
    }

    private boolean completeChunks(byte[] bytes, int filled, int from) {
        byte[] joined = new byte[filled - from];
        int size = 0;
        int at = from;
        while (true) {
            int line = Bytes.indexOf(bytes, at, filled, Arrays.copyOf(HEAD_END, LINE_END));
            if (line < 0) {
                return false;
            }
            int chunk = (int) Bytes.number(bytes, at, line, 16);
            int next = line + LINE_END + chunk + LINE_END;
            if (next > filled) {
                return false;
            }
            System.arraycopy(bytes, line + LINE_END, joined, size, chunk);
            size += chunk;
            at = next;
            if (chunk == 0) {
                body = Arrays.copyOf(joined, size);
                end = at;
                return true;
            }
        }
    }

    /** The content of the message that is complete. */
    byte[] body() {
        return body;
    }

    /** The number in the first line of an answer. */
    int status() {
        return (int) Bytes.number(buffer.array(), STATUS_FROM, STATUS_TO, 10);
    }

    /** Whether the other side closes the connection after the complete message. */
    boolean closing() {
        return Bytes.indexOfLetters(buffer.array(), 0, headEnd, CLOSE) >= 0;
    }

    /** Forgets the complete message; what came after it stays. */
    void consume() {
        int left = buffer.position() - end;
        System.arraycopy(buffer.array(), end, buffer.array(), 0, left);
        buffer.position(left);
        end = 0;
    }
}
