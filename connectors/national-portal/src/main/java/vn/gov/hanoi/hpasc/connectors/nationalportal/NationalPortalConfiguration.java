package vn.gov.hanoi.hpasc.connectors.nationalportal;

import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.RoutesPerDestination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalCatalogue;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossiers;

/** Gives the destination over {@link Transport#PORTAL} its route; a hub without one has no portal. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalProperties.class)
public class NationalPortalConfiguration {

    @Bean
    NationalPortal nationalPortal(
            Destinations destinations,
            PortalDossiers dossiers,
            PortalCatalogue catalogue,
            PortalProperties properties,
            Clock clock) {
        List<Destination> portals = destinations.over(Transport.PORTAL);
        if (portals.size() > 1) {
            throw new IllegalStateException("agencies.yaml has more than one destination over PORTAL");
        }
        return portals.isEmpty()
                ? new AbsentPortal()
                : new PortalSync(
                        new PortalClient(portals.getFirst(), properties, clock), dossiers, catalogue, properties);
    }

    @Bean
    RoutesPerDestination nationalPortals(Destinations destinations, NationalPortal portal) {
        return new RoutesPerDestination(
                destinations.over(Transport.PORTAL),
                destination -> new NationalPortalConnector(destination.name(), (PortalSync) portal));
    }
}
