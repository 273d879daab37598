package vn.gov.hanoi.hpasc.connectors.departments.rest;

import java.io.IOException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.RouteDefinition;
import vn.gov.hanoi.hpasc.connectors.departments.http.DepartmentEndpoint;
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
                .to(DepartmentEndpoint.of(getContext(), destination, RestDepartmentExchange.HEADERS))
                .process(RestDepartmentExchange::answer)
                .doCatch(HttpOperationFailedException.class)
                .process(RestDepartmentExchange::refusal)
                .doCatch(IOException.class)
                .process(RestDepartmentExchange::breakdown)
                .end();
    }
}
