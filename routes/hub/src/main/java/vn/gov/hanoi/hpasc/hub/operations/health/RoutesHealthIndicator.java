package vn.gov.hanoi.hpasc.hub.operations.health;

import java.util.List;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Down while a route that should run does not: stopped, suspended, or never started. */
final class RoutesHealthIndicator extends AbstractHealthIndicator {

    private final CamelContext camel;
    private final Predicate<String> looksAt;

    /** @param looksAt the ids of the routes to look at */
    RoutesHealthIndicator(CamelContext camel, Predicate<String> looksAt) {
        super("the routes do not answer");
        this.camel = camel;
        this.looksAt = looksAt;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> still = camel.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(looksAt)
                .filter(id -> camel.getRouteController().getRouteStatus(id) != ServiceStatus.Started)
                .sorted()
                .toList();
        if (!camel.isStarted()) {
            health.outOfService().withDetail("problem", "the routes are " + camel.getStatus());
        } else if (still.isEmpty()) {
            health.up();
        } else {
            health.down()
                    .withDetail("problem", "routes that do not run: " + String.join(", ", still))
                    .withDetail("action", "look for their ids in the hub's log, and restart the hub");
        }
    }
}
