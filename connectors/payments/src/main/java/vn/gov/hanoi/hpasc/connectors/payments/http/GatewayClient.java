package vn.gov.hanoi.hpasc.connectors.payments.http;

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
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;

/** The HTTP client of one merchant: one call is one request, no more. */
final class GatewayClient {

    private static final TimeValue IDLE_BEFORE_CHECK = TimeValue.ofMilliseconds(20);
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);
    private static final int CONNECTIONS = 32;

    private GatewayClient() {}

    static CloseableHttpClient of(Merchant.Timeouts timeouts) {
        return HttpClients.custom()
                .setConnectionManager(pool(timeouts))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(timeouts.connect()))
                        .setResponseTimeout(Timeout.of(timeouts.read()))
                        .build())
                .setRequestExecutor(new SendingExecutor())
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(), "bounded-answer", new BoundedAnswer(timeouts.read()))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setUserAgent("hpasc-hub")
                .build();
    }

    private static PoolingHttpClientConnectionManager pool(Merchant.Timeouts timeouts) {
        Timeout read = Timeout.of(timeouts.read());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(read)
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeouts.connect()))
                        .setSocketTimeout(read)
                        .setValidateAfterInactivity(IDLE_BEFORE_CHECK)
                        .setTimeToLive(LONGEST_LIFE)
                        .build())
                .build();
    }
}
