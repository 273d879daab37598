package vn.gov.hanoi.hpasc.connectors.spi.http;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client of one partner: one call is one request, no more; see RATIONALE.md. */
public final class SingleCallClient {

    /** Shorter would cost a busy partner a check on every call, longer would miss a restart under load. */
    private static final TimeValue IDLE_BEFORE_CHECK = TimeValue.ofMilliseconds(20);

    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);

    private SingleCallClient() {}

    /**
     * A client with a pool of its own.
     *
     * @param connect how long to wait for a free connection, and for one to be made
     * @param read how long one answer may take, to its last byte
     * @param connections how many at once
     * @param largestAnswer in bytes; what is longer is cut off
     */
    public static CloseableHttpClient of(Duration connect, Duration read, int connections, int largestAnswer) {
        return HttpClients.custom()
                .setConnectionManager(pool(Timeout.of(connect), Timeout.of(read), connections))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connect))
                        .setResponseTimeout(Timeout.of(read))
                        .build())
                .setRequestExecutor(new SendingExecutor())
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(), "bounded-answer", new BoundedAnswer(read, largestAnswer))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setUserAgent("hpasc-hub")
                .build();
    }

    private static PoolingHttpClientConnectionManager pool(Timeout connect, Timeout read, int connections) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(read)
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(read)
                        .setValidateAfterInactivity(IDLE_BEFORE_CHECK)
                        .setTimeToLive(LONGEST_LIFE)
                        .build())
                .build();
    }
}
