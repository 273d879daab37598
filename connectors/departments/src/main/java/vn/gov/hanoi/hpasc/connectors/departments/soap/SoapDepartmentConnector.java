package vn.gov.hanoi.hpasc.connectors.departments.soap;

import java.io.IOException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.RouteDefinition;
import vn.gov.hanoi.hpasc.connectors.departments.http.DepartmentEndpoint;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;

/** Hands deliveries to one department's DossierReceiver: one delivery, one call. */
class SoapDepartmentConnector extends ConnectorRoute {

    private final Destination destination;

    SoapDepartmentConnector(Destination destination) {
        super(destination.name());
        this.destination = destination;
    }

    @Override
    protected void call(RouteDefinition route) {
        route.doTry()
                .process(SoapDepartmentExchange::request)
                .to(DepartmentEndpoint.of(getContext(), destination, SoapDepartmentExchange.HEADERS))
                .process(SoapDepartmentExchange::answer)
                .doCatch(HttpOperationFailedException.class)
                .process(SoapDepartmentExchange::refusal)
                .doCatch(IOException.class)
                .process(SoapDepartmentExchange::breakdown)
                .end();
    }
}
