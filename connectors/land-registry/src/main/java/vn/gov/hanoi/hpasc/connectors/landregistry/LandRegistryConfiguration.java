package vn.gov.hanoi.hpasc.connectors.landregistry;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.RoutesPerDestination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.IntakeFees;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;

/** Gives each destination over {@link Transport#LAND_REGISTRY} its route. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LandRegistryProperties.class)
public class LandRegistryConfiguration {

    @Bean
    LandRegistries landRegistries(
            Destinations destinations, LandRegistryProperties properties, LandDossiers dossiers, Clock clock) {
        return new LandRegistries(destinations.over(Transport.LAND_REGISTRY), properties, dossiers, clock);
    }

    @Bean
    IntakeFees intakeFees(LandRegistryProperties properties) {
        return properties::beforeIntake;
    }

    @Bean
    RoutesPerDestination landRegistryRoutes(Destinations destinations, LandRegistries registries) {
        return new RoutesPerDestination(destinations.over(Transport.LAND_REGISTRY), registries::route);
    }
}
