package vn.gov.hanoi.hpasc.hub.operations.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.availability.AvailabilityStateHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.DefaultHealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthContributorNameFactory;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * All components of health, each watched in the background, whoever wrote it; and a metric for each. What Spring itself keeps
 * in memory is asked directly, so that the hub says at once that it is stopping.
 */
final class WatchedComponents extends DefaultHealthContributorRegistry
        implements ApplicationListener<ContextClosedEvent>, AutoCloseable {

    /** What costs the database more than a moment, or a flush, is looked at less often. */
    private static final Map<String, Duration> SELDOM = Map.of(
            "databaseRoles", Duration.ofSeconds(2),
            "commits", Duration.ofMillis(500));

    private final List<WatchedHealth> watched;

    WatchedComponents(Map<String, HealthContributor> beans, HealthSettings settings, MeterRegistry meters) {
        this(new Watching(settings, meters), beans);
    }

    private WatchedComponents(Watching watching, Map<String, HealthContributor> beans) {
        super(watching.all(beans));
        this.watched = List.copyOf(watching.watched);
    }

    /** Makes a watched component of each. */
    private static final class Watching {

        private final HealthSettings settings;
        private final MeterRegistry meters;
        private final List<WatchedHealth> watched = new ArrayList<>();

        Watching(HealthSettings settings, MeterRegistry meters) {
            this.settings = settings;
            this.meters = meters;
        }

        Map<String, HealthContributor> all(Map<String, HealthContributor> beans) {
            Map<String, HealthContributor> components = new LinkedHashMap<>();
            beans.forEach((bean, contributor) -> {
                String name = HealthContributorNameFactory.INSTANCE.apply(bean);
                components.put(name, of(name, contributor));
            });
            return components;
        }

        private HealthContributor of(String name, HealthContributor contributor) {
            return switch (contributor) {
                case AvailabilityStateHealthIndicator inMemory -> inMemory;
                case HealthIndicator indicator -> watch(name, indicator);
                case CompositeHealthContributor parts -> {
                    Map<String, HealthContributor> each = new LinkedHashMap<>();
                    parts.forEach(
                            part -> each.put(part.getName(), of(name + "." + part.getName(), part.getContributor())));
                    yield CompositeHealthContributor.fromMap(each);
                }
                default -> contributor;
            };
        }

        private WatchedHealth watch(String name, HealthIndicator indicator) {
            WatchedHealth component = new WatchedHealth(
                    name, indicator, SELDOM.getOrDefault(name, settings.every()), settings.patience());
            watched.add(component);
            Gauge.builder("hub.health.component", component, health -> health.up() ? 1 : 0)
                    .description("1 while the component is up")
                    .tag("component", name)
                    .register(meters);
            return component;
        }
    }

    /** After the hub has taken its leave: what stops then is no failure. */
    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        close();
    }

    @Override
    public void close() {
        watched.forEach(WatchedHealth::close);
    }
}
