package vn.gov.hanoi.hpasc.connectors.nationalportal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.http.AnswerLost;
import vn.gov.hanoi.hpasc.connectors.spi.http.SendingExecutor;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;

/** One POST, one answer read to its end or to a limit; tells what failed before sending from what failed after. */
final class PortalHttp implements AutoCloseable {

    private static final TimeValue IDLE_BEFORE_CHECK = TimeValue.ofMilliseconds(20);
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);

    private final URI base;
    private final PortalProperties.Wire wire;
    private final long patience;
    private final CloseableHttpClient client;

    PortalHttp(Destination destination, PortalProperties.Wire wire) {
        this.base = destination.requiredEndpoint();
        this.wire = wire;
        this.patience = destination.limits().readTimeout().toNanos();
        this.client = client(destination.limits());
    }

    private static CloseableHttpClient client(Destination.Limits limits) {
        Timeout read = Timeout.of(limits.readTimeout());
        // one more than deliveries: operators and catalogues ask too
        int connections = limits.concurrency() + 1;
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setSoTimeout(read)
                                .setTcpNoDelay(true)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                                .setSocketTimeout(read)
                                .setValidateAfterInactivity(IDLE_BEFORE_CHECK)
                                .setTimeToLive(LONGEST_LIFE)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(read)
                        .setResponseTimeout(read)
                        .build())
                .setRequestExecutor(new SendingExecutor())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("hpasc-hub")
                .build();
    }

    /**
     * What came back.
     *
     * @param body at most as long as allowed
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    record Answer(int status, @Nullable String retryAfter, byte[] body) {}

    /** Sends {@code body} to {@code path} below the endpoint. */
    Answer post(String path, byte[] body) throws DestinationUnavailable, PortalSilent {
        HttpPost request = new HttpPost(URI.create(base + "/" + path));
        request.setHeader(wire.header(), wire.dstCode());
        request.setHeader("Accept", "application/json");
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        try {
            return client.execute(request, this::read);
        } catch (AnswerLost lost) {
            throw lost.getCause() instanceof SocketTimeoutException
                    ? new PortalSilent(ErrorCode.NO_ANSWER_IN_TIME, "no answer in time")
                    : new PortalSilent(ErrorCode.CONNECTION_LOST, "the connection broke");
        } catch (IOException failure) {
            throw new DestinationUnavailable(
                    ErrorCode.CONNECTION_REFUSED, failure.getClass().getSimpleName(), null, failure);
        }
    }

    private Answer read(ClassicHttpResponse response) throws IOException {
        Header retryAfter = response.getFirstHeader("Retry-After");
        HttpEntity entity = response.getEntity();
        return new Answer(
                response.getCode(),
                retryAfter == null ? null : retryAfter.getValue(),
                entity == null ? new byte[0] : body(response, entity));
    }

    @SuppressWarnings("MustBeClosedChecker") // closing drains the rest, however long; the connection is closed instead
    private byte[] body(ClassicHttpResponse response, HttpEntity entity) throws IOException {
        long until = System.nanoTime() + patience;
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try {
            InputStream in = entity.getContent();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                read.write(piece, 0, length);
                if (read.size() > wire.largestAnswer() || System.nanoTime() - until > 0) {
                    throw new SocketTimeoutException("the answer drips, or has no end");
                }
            }
            return read.toByteArray();
        } catch (IOException broken) {
            drop(response);
            throw new AnswerLost(broken);
        }
    }

    private static void drop(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException broken) {
            // it is broken already, that is why it is dropped
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
