package vn.gov.hanoi.hpasc.connectors.departments.rest;

import java.io.IOException;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.http.common.HttpMethods;
import org.apache.camel.model.RouteDefinition;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;

/** Hands deliveries to one department's webhook: one delivery, one POST. */
class RestDepartmentConnector extends ConnectorRoute {

    private final Destination destination;

    RestDepartmentConnector(Destination destination) {
        super(destination.name());
        this.destination = destination;
    }

    @Override
    protected void call(RouteDefinition route) {
        route.doTry()
                .process(RestDepartmentExchange::request)
                .to(webhook())
                .process(RestDepartmentExchange::answer)
                .doCatch(HttpOperationFailedException.class)
                .process(RestDepartmentExchange::refusal)
                .doCatch(IOException.class)
                .process(RestDepartmentExchange::breakdown)
                .end();
    }

    /** Its own endpoint and pool, so that destinations with the same address do not share connections. */
    private HttpEndpoint webhook() {
        HttpComponent http = getContext().getComponent("http", HttpComponent.class);
        HttpEndpoint endpoint =
                new HttpEndpoint("http-webhook:" + destination.name(), http, destination.requiredEndpoint());
        endpoint.setHttpClient(RestDepartmentClient.of(destination));
        endpoint.setHttpMethod(HttpMethods.POST);
        endpoint.setHeaderFilterStrategy(new RestDepartmentHeaders());
        endpoint.setSkipControlHeaders(true);
        endpoint.setSkipResponseHeaders(true);
        return endpoint;
    }
}
