package vn.gov.hanoi.hpasc.connectors.nationalportal;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.model.RouteDefinition;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;

/** Makes of a delivery whatever calls the portal still needs, and of their answers one outcome. */
class NationalPortalConnector extends ConnectorRoute {

    private final PortalSync portal;

    NationalPortalConnector(String destination, PortalSync portal) {
        super(destination);
        this.portal = portal;
    }

    @Override
    protected void call(RouteDefinition route) {
        route.process(this::synchronise);
    }

    private void synchronise(Exchange exchange) throws InvalidPayloadException, DestinationUnavailable {
        Delivery delivery = exchange.getMessage().getMandatoryBody(Delivery.class);
        exchange.getMessage().setBody(portal.deliver(delivery));
    }
}
