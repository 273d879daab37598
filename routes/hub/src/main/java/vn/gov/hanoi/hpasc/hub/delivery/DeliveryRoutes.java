package vn.gov.hanoi.hpasc.hub.delivery;

import org.apache.camel.builder.RouteBuilder;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.hub.broker.Queues;

/** From the queue of a destination to its connector: one route for each destination, with consumers of its own. */
final class DeliveryRoutes extends RouteBuilder {

    private final Destinations destinations;
    private final DeliverySteps steps;

    DeliveryRoutes(Destinations destinations, DeliverySteps steps) {
        this.destinations = destinations;
        this.steps = steps;
    }

    @Override
    public void configure() {
        destinations.all().stream()
                .filter(destination -> destination.transport() != Transport.PULL)
                .forEach(this::deliverTo);
    }

    private void deliverTo(Destination destination) {
        from("jms:queue:" + Queues.delivery(destination.name()) + "?concurrentConsumers="
                        + destination.limits().concurrency() + "&acknowledgementModeName=CLIENT_ACKNOWLEDGE")
                .routeId("delivery." + destination.name())
                .routeConfigurationId(DeliveryErrors.ID)
                .process(steps.takeUp(destination))
                .filter(body().isNotNull())
                .to(ConnectorRoute.endpointOf(destination.name()))
                .process(steps::recordOutcome)
                .end();
    }
}
