package vn.gov.hanoi.hpasc.hub.relay;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.builder.RouteBuilder;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;

/**
 * Puts a delivery's id on the queue of its destination.
 *
 * <p>Not persistent, and without a duplicate-detection id: PostgreSQL knows what is in flight and in which round, and a
 * broker that lost its memory is told again by the sweeper. That saves a write to the broker's journal for every delivery,
 * see RATIONALE.md.
 */
final class RelayRoutes extends RouteBuilder {

    private final Destinations destinations;

    RelayRoutes(Destinations destinations) {
        this.destinations = destinations;
    }

    static String idOf(String destination) {
        return "relay." + destination;
    }

    @Override
    public void configure() {
        destinations.all().stream()
                .filter(destination -> destination.transport() != Transport.PULL)
                .forEach(this::relayTo);
    }

    private void relayTo(Destination destination) {
        String id = idOf(destination.name());
        from("direct:" + id)
                .routeId(id)
                .errorHandler(noErrorHandler())
                .process(RelayRoutes::address)
                .to("jms:queue:" + Queues.delivery(destination.name())
                        + "?deliveryPersistent=false&explicitQosEnabled=true");
    }

    /** All a broker message says is which delivery, and which round of it. */
    private static void address(Exchange exchange) throws InvalidPayloadException {
        exchange.getMessage()
                .setBody(exchange.getMessage().getMandatoryBody(Dispatch.class).brokerText());
    }
}
