package vn.gov.hanoi.hpasc.hub.health;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;

/** What the health package offers. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    DestinationHealth destinationHealth(
            Destinations destinations, HealthProperties properties, Clock clock, MeterRegistry meters) {
        return new DestinationHealth(destinations, properties, clock, meters);
    }
}
