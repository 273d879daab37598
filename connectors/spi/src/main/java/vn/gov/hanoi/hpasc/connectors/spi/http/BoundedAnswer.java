package vn.gov.hanoi.hpasc.connectors.spi.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Reads an answer at once: at most so many bytes, and in no more time than one answer may take, so that a
 * destination can neither fill our memory nor hold us by dripping. What is longer is cut off, and its connection closed.
 */
final class BoundedAnswer implements ExecChainHandler {

    private static final int LEAST_AT_START = 1024;
    private static final int MOST_AT_START = 16 * 1024;

    private final long nanos;
    private final int largest;

    BoundedAnswer(Duration patience, int largest) {
        this.nanos = patience.toNanos();
        this.largest = largest;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        long start = System.nanoTime();
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            try {
                byte[] head = read(entity, scope, start);
                // nobody else will: what releases a connection is reading the entity that is replaced here
                scope.execRuntime.releaseEndpoint();
                response.setEntity(new ByteArrayEntity(head, ContentType.parseLenient(entity.getContentType())));
            } catch (IOException failure) {
                scope.execRuntime.discardEndpoint();
                throw new AnswerLost(failure);
            }
        }
        return response;
    }

    @SuppressWarnings("MustBeClosedChecker") // closing drains the rest of the answer, however long it is
    private byte[] read(HttpEntity entity, ExecChain.Scope scope, long start) throws IOException {
        InputStream in = entity.getContent();
        byte[] buffer = new byte[startingSize(entity.getContentLength())];
        int length = 0;
        for (int read = in.read(buffer, 0, buffer.length);
                read >= 0;
                read = in.read(buffer, length, buffer.length - length)) {
            length += read;
            if (length == largest) {
                scope.execRuntime.discardEndpoint();
                break;
            }
            if (System.nanoTime() - start > nanos) {
                throw new SocketTimeoutException("the answer drips");
            }
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(largest, buffer.length * 2));
            }
        }
        return Arrays.copyOf(buffer, length);
    }

    /** What is told decides only up to a point: a peer can tell anything. */
    private int startingSize(long told) {
        return told > 0 ? (int) Math.min(Math.min(told + 1, largest), MOST_AT_START) : LEAST_AT_START;
    }
}
