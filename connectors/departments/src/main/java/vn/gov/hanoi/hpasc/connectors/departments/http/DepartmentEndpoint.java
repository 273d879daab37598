package vn.gov.hanoi.hpasc.connectors.departments.http;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.common.HttpMethods;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.http.SingleCallClient;

/** The Camel endpoint of one destination that is called by POST. */
public final class DepartmentEndpoint {

    private static final int LARGEST_ANSWER = 64 * 1024;

    private DepartmentEndpoint() {}

    /**
     * An endpoint with a client and a pool of its own, so that destinations with the same address share no connections.
     *
     * @param headers the only ones sent, beside the content type
     */
    public static HttpEndpoint of(CamelContext context, Destination destination, Set<String> headers) {
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        HttpEndpoint endpoint =
                new HttpEndpoint("http-department:" + destination.name(), http, destination.requiredEndpoint());
        endpoint.setHttpClient(clientOf(destination.limits()));
        endpoint.setHttpMethod(HttpMethods.POST);
        endpoint.setHeaderFilterStrategy(new DepartmentHeaders(headers));
        endpoint.setSkipControlHeaders(true);
        endpoint.setSkipResponseHeaders(true);
        return endpoint;
    }

    private static CloseableHttpClient clientOf(Destination.Limits limits) {
        return SingleCallClient.of(limits.connectTimeout(), limits.readTimeout(), limits.concurrency(), LARGEST_ANSWER);
    }
}
