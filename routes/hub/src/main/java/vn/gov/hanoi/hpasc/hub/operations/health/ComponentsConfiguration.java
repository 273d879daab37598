package vn.gov.hanoi.hpasc.hub.operations.health;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.gov.hanoi.hpasc.hub.commit.Worker;
import vn.gov.hanoi.hpasc.hub.storage.DataFolder;

/** Offers the components of health that belong to no other package, and watches all of them. */
@Configuration(proxyBeanMethods = false)
class ComponentsConfiguration {

    private static final String INGRESS = "ingress.";

    /** In the place of Spring's own registry, which asks each indicator while the caller waits. */
    @Bean(destroyMethod = "close")
    WatchedComponents healthContributorRegistry(
            Map<String, HealthContributor> components, HealthSettings settings, MeterRegistry meters) {
        return new WatchedComponents(components, settings, meters);
    }

    @Bean
    PoolHealthIndicator connectionsHealthIndicator(HikariDataSource dataSource) {
        return new PoolHealthIndicator(dataSource);
    }

    @Bean
    FoldersHealthIndicator diskHealthIndicator(DataFolder data, HealthSettings settings, Environment environment) {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("data", data.root());
        folders.put("postgres", data.resolve("postgres"));
        folders.put("journal", data.resolve("artemis"));
        folders.put("files", environment.getProperty("hub.files.dir", Path.class, data.resolve("files")));
        return new FoldersHealthIndicator(folders, settings.minFreeDisk());
    }

    @Bean
    RoutesHealthIndicator ingressHealthIndicator(CamelContext camel) {
        return new RoutesHealthIndicator(camel, id -> id.startsWith(INGRESS));
    }

    @Bean
    RoutesHealthIndicator routesHealthIndicator(CamelContext camel) {
        return new RoutesHealthIndicator(camel, id -> !id.startsWith(INGRESS));
    }

    @Bean
    WorkersHealthIndicator workersHealthIndicator(
            ObjectProvider<Worker.Employer> employers, HealthSettings settings, ApplicationContext hub) {
        return new WorkersHealthIndicator(
                employers::stream,
                settings.longestWork(),
                () -> AvailabilityChangeEvent.publish(hub, LivenessState.BROKEN));
    }
}
