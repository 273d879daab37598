package vn.gov.hanoi.hpasc.simulators.peer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests off a connection: as much of the protocol as a webhook's caller speaks, and no more. */
final class HttpRequests {

    private static final int LARGEST_LINE = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final byte[] line = new byte[LARGEST_LINE];

    HttpRequests(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** The next request; null when the caller closed the connection between requests. */
    @Nullable
    HttpCall next() throws IOException {
        String first = readLine();
        if (first == null || first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ", 3);
        if (words.length < 3) {
            throw new IOException("not a request line: " + first);
        }
        Map<String, String> headers = readHeaders();
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        return new HttpCall(socket, words[0], words[1], headers, body(headers));
    }

    private Map<String, String> readHeaders() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String header = readRequiredLine(); !header.isEmpty(); header = readRequiredLine()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private InputStream body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new Body(0, true);
        }
        long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
        if (length < 0) {
            throw new IOException("body of " + length + " bytes");
        }
        return new Body(length, false);
    }

    /** A body as long as was told, or in chunks. */
    private final class Body extends InputStream {

        private final boolean chunked;
        private long left;
        private boolean first = true;
        private boolean ended;

        Body(long length, boolean chunked) {
            this.left = length;
            this.chunked = chunked;
            this.ended = !chunked && length == 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && chunked && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int read = in.read(bytes, from, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("body ends early");
            }
            left -= read;
            ended = !chunked && left == 0;
            return read;
        }

        private void nextChunk() throws IOException {
            if (!first) {
                readRequiredLine();
            }
            first = false;
            left = Integer.parseInt(readRequiredLine().split(";", 2)[0].trim(), 16);
            if (left == 0) {
                while (!readRequiredLine().isEmpty()) {
                    // trailers say nothing we need
                }
                ended = true;
            }
        }
    }

    private String readRequiredLine() throws IOException {
        String text = readLine();
        if (text == null) {
            throw new EOFException("request ends early");
        }
        return text;
    }

    private @Nullable String readLine() throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return length == 0 ? null : new String(line, 0, length, StandardCharsets.ISO_8859_1);
            }
            if (length == LARGEST_LINE) {
                throw new IOException("line too long");
            }
            line[length++] = (byte) next;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }
}
