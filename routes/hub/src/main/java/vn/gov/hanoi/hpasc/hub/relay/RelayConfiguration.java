package vn.gov.hanoi.hpasc.hub.relay;

import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.hub.commit.TimedWait;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.line.Claims;
import vn.gov.hanoi.hpasc.hub.line.Handover;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the relay stage offers. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    @Bean
    RelayRoutes relayRoutes(Destinations destinations) {
        return new RelayRoutes(destinations);
    }

    @Bean
    Claims claims(RelayProperties properties, Destinations destinations) {
        return new Claims(properties.resendAfter(), destinations);
    }

    /** That of a delivery with the broker lapses by what {@link Claims} says, once its beginning is possible. */
    @Bean
    TimedWait claimWait() {
        return new TimedWait("delivery", "relayed_at", "state = 'in-flight'", TimedWait.CLOCKS_DIFFER);
    }

    @Bean
    Handover handover() {
        return new Handover();
    }

    @Bean
    Windows windows(RelayProperties properties, Destinations destinations, DestinationHealth health) {
        return new Windows(properties.window(), destinations.all(), health);
    }

    @Bean(destroyMethod = "close")
    BrokerOutbox outbox(Windows windows, Handover handover, CamelContext camel) {
        return new BrokerOutbox(windows, handover, camel.createProducerTemplate());
    }

    @Bean(destroyMethod = "close")
    Sweeper sweeper(
            Transactions transactions,
            Windows windows,
            BrokerOutbox outbox,
            DestinationHealth health,
            Claims claims,
            RelayProperties properties,
            Clock clock) {
        return new Sweeper(transactions, windows, outbox, health, claims, properties, clock);
    }

    /** The sweeper starts when the tables are there and, before that, the routes that carry what it finds. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> sweeperStart(Sweeper sweeper, Store store) {
        return ready -> store.whenReady(sweeper::start);
    }
}
