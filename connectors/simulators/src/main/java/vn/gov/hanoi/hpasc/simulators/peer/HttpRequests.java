package vn.gov.hanoi.hpasc.simulators.peer;

import java.io.ByteArrayOutputStream;
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
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

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
        return new HttpCall(socket, words[0], words[1], headers, readBody(headers));
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

    private byte[] readBody(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return readChunks();
        }
        return readExactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(readRequiredLine().split(";", 2)[0].trim(), 16);
            if (size == 0) {
                while (!readRequiredLine().isEmpty()) {
                    // trailers say nothing we need
                }
                return body.toByteArray();
            }
            body.write(readExactly(size));
            readRequiredLine();
        }
    }

    private byte[] readExactly(int length) throws IOException {
        if (length < 0 || length > LARGEST_BODY) {
            throw new IOException("body of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("body ends early");
        }
        return bytes;
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
