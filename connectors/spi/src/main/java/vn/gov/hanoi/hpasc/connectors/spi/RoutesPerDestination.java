package vn.gov.hanoi.hpasc.connectors.spi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

/** One connector route for each of some destinations: Camel takes all of them up when it takes up this. */
public final class RoutesPerDestination implements RoutesBuilder {

    private final List<Destination> destinations;
    private final Function<Destination, ConnectorRoute> route;

    public RoutesPerDestination(List<Destination> destinations, Function<Destination, ConnectorRoute> route) {
        this.destinations = List.copyOf(destinations);
        this.route = route;
    }

    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        for (Destination destination : destinations) {
            context.addRoutes(route.apply(destination));
        }
    }

    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) {
        // connectors use no route templates
    }

    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) throws Exception {
        Set<String> updated = new LinkedHashSet<>();
        for (Destination destination : destinations) {
            updated.addAll(route.apply(destination).updateRoutesToCamelContext(context));
        }
        return updated;
    }
}
