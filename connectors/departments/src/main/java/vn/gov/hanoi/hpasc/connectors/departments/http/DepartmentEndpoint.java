package vn.gov.hanoi.hpasc.connectors.departments.http;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.common.HttpMethods;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;

/** The Camel endpoint of one destination that is called by POST. */
public final class DepartmentEndpoint {

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
        endpoint.setHttpClient(DepartmentClient.of(destination));
        endpoint.setHttpMethod(HttpMethods.POST);
        endpoint.setHeaderFilterStrategy(new DepartmentHeaders(headers));
        endpoint.setSkipControlHeaders(true);
        endpoint.setSkipResponseHeaders(true);
        return endpoint;
    }
}
