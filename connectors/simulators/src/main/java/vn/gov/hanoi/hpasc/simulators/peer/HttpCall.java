package vn.gov.hanoi.hpasc.simulators.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request on its connection, and the ways to answer it or not. */
public final class HttpCall {

    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private final Socket socket;
    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final InputStream content;
    private byte @Nullable [] body;
    private boolean keepAlive;

    HttpCall(Socket socket, String method, String target, Map<String, String> headers, InputStream content) {
        this.socket = socket;
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.content = content;
        this.keepAlive = !"close".equalsIgnoreCase(headers.get("connection"));
    }

    public String method() {
        return method;
    }

    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The raw query, without the question mark; empty when there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** Names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** The whole body; what {@link #stream} gave before is not in it. */
    public byte[] body() {
        byte[] read = body;
        if (read == null) {
            try {
                read = content.readNBytes(LARGEST_BODY + 1);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            if (read.length > LARGEST_BODY) {
                throw new UncheckedIOException(new IOException("body of more than " + LARGEST_BODY + " bytes"));
            }
            body = read;
        }
        return read;
    }

    public String bodyText() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** The body piece by piece, for a peer that was started streaming; it can be read once. */
    public InputStream stream() {
        return content;
    }

    /** Reads what nobody wanted, so that the next request can be read. */
    void finish() throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
    }

    public String remoteAddress() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    boolean keepAlive() {
        return keepAlive;
    }

    /** Answers in one write. */
    public void answer(HttpAnswer answer) throws IOException {
        write(answer.bytes(keepAlive, answer.body().length));
    }

    /** Tells the whole length, sends half of the body and closes. */
    void answerTruncated(HttpAnswer answer) throws IOException {
        keepAlive = false;
        byte[] whole = answer.bytes(false, answer.body().length);
        OutputStream out = socket.getOutputStream();
        out.write(whole, 0, whole.length - (answer.body().length + 1) / 2);
        out.flush();
    }

    /** Sends {@code bytes} as they are and closes. */
    void answerRaw(byte[] bytes) throws IOException {
        keepAlive = false;
        write(bytes);
    }

    /** Sends RST: whatever is on its way is thrown away on both sides. */
    void reset() throws IOException {
        keepAlive = false;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection without a word. */
    void hangUp() {
        keepAlive = false;
    }

    private void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }
}
