package vn.gov.hanoi.hpasc.connectors.spi;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/**
 * The route by which one destination is called: takes a {@link Delivery} as its body and leaves a {@link DeliveryOutcome}
 * there, or throws {@link DestinationUnavailable}. Id and {@code direct:} name are {@code connector.<name>}.
 *
 * <p>Nothing is retried here: with Camel's own error handler a failed step would be repeated behind the hub's back. Who
 * retries is the hub's decision alone.
 */
public abstract class ConnectorRoute extends RouteBuilder {

    private final String name;

    protected ConnectorRoute(String name) {
        this.name = name;
    }

    @Override
    public final void configure() {
        errorHandler(noErrorHandler());
        call(from(endpointOf(name)).routeId(idOf(name)));
    }

    /** Adds the steps that turn the {@link Delivery} into a call and the answer into a {@link DeliveryOutcome}. */
    protected abstract void call(RouteDefinition route);

    /** The route id of the connector of {@code destination}. */
    public static String idOf(String destination) {
        return "connector." + destination;
    }

    /** The endpoint of the connector of {@code destination}. */
    public static String endpointOf(String destination) {
        return "direct:" + idOf(destination);
    }
}
