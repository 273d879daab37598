package vn.gov.hanoi.hpasc.hub.delivery;

import org.apache.camel.builder.RouteConfigurationBuilder;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;

/**
 * What happens when a delivery fails: it is recorded, never repeated here. That PostgreSQL is away is the one failure that
 * goes back to the broker, which keeps the message.
 */
final class DeliveryErrors extends RouteConfigurationBuilder {

    static final String ID = "delivery-errors";

    private final DeliverySteps steps;

    DeliveryErrors(DeliverySteps steps) {
        this.steps = steps;
    }

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(StoreAway.class, StoreUnavailable.class)
                .handled(false)
                // once for each consumer twice a second would drown what else is said; the stages themselves say it
                .logExhausted(false)
                .process(steps::waitForStore)
                .end()
                .onException(DestinationUnavailable.class)
                .handled(true)
                .process(steps::recordUnavailable)
                .end()
                .onException(Exception.class)
                .handled(true)
                .process(steps::recordUnforeseen);
    }
}
