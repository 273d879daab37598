package vn.gov.hanoi.hpasc.connectors.departments.http;

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
import vn.gov.hanoi.hpasc.connectors.spi.Destination;

/** The HTTP client of one destination: one call is one request, no more. */
final class DepartmentClient {

    /** Shorter would cost a busy destination a check on every call, longer would miss a restart under load. */
    private static final TimeValue IDLE_BEFORE_CHECK = TimeValue.ofMilliseconds(20);

    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);

    private DepartmentClient() {}

    static CloseableHttpClient of(Destination destination) {
        Destination.Limits limits = destination.limits();
        return HttpClients.custom()
                .setConnectionManager(pool(limits))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.connectTimeout()))
                        .setResponseTimeout(Timeout.of(limits.readTimeout()))
                        .build())
                .setRequestExecutor(new SendingExecutor())
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(), "bounded-answer", new BoundedAnswer(limits.readTimeout()))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setUserAgent("hpasc-hub")
                .build();
    }

    private static PoolingHttpClientConnectionManager pool(Destination.Limits limits) {
        Timeout read = Timeout.of(limits.readTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(limits.concurrency())
                .setMaxConnPerRoute(limits.concurrency())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(read)
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                        .setSocketTimeout(read)
                        .setValidateAfterInactivity(IDLE_BEFORE_CHECK)
                        .setTimeToLive(LONGEST_LIFE)
                        .build())
                .build();
    }
}
