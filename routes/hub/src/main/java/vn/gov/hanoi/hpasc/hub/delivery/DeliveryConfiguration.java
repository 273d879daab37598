package vn.gov.hanoi.hpasc.hub.delivery;

import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.SenderNotices;
import vn.gov.hanoi.hpasc.hub.broker.BrokerBoots;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;
import vn.gov.hanoi.hpasc.hub.commit.TimedWait;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.health.HealthProperties;
import vn.gov.hanoi.hpasc.hub.line.Claims;
import vn.gov.hanoi.hpasc.hub.line.Handover;
import vn.gov.hanoi.hpasc.hub.line.Outbox;

/** What the delivery stage offers. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    /** One: what ends while a commit is under way shares the next, and two would only make both smaller. */
    private static final int SETTLERS = 1;

    @Bean(destroyMethod = "close")
    DeliveryLoader deliveryLoader(Transactions transactions, Destinations destinations, Handover handover) {
        return new DeliveryLoader(transactions, new MessageCodec(), destinations, handover);
    }

    @Bean(destroyMethod = "close")
    Settlements settlements(Transactions transactions, SenderNotices notices, Outbox outbox, Clock clock) {
        return new Settlements(transactions, notices, outbox, clock, SETTLERS);
    }

    @Bean
    DeliverySteps deliverySteps(
            DeliveryLoader loader,
            Settlements settlements,
            DestinationHealth health,
            Claims claims,
            DeliveryProperties properties,
            BrokerBoots boots,
            Clock clock) {
        return new DeliverySteps(loader, settlements, health, claims, properties, boots, clock);
    }

    @Bean
    TimedWait inboxLease() {
        return new TimedWait(
                "delivery", "leased_until", "state = 'in-flight'", Inbox.LEASE.plus(TimedWait.CLOCKS_DIFFER));
    }

    @Bean
    TimedWait nextAttempt(HealthProperties properties) {
        return new TimedWait(
                "delivery",
                "next_attempt_at",
                "state = 'ready'",
                DestinationHealth.longestWait(properties).plus(TimedWait.CLOCKS_DIFFER));
    }

    @Bean
    GiveBack giveBack(
            Transactions transactions,
            Destinations destinations,
            DeliverySteps steps,
            ObjectProvider<HubBroker> own,
            ConnectionFactory broker) {
        return new GiveBack(
                transactions,
                destinations,
                steps,
                own.getIfAvailable() == null ? Optional.empty() : Optional.of(broker));
    }

    @Bean
    DeliveryErrors deliveryErrors(DeliverySteps steps) {
        return new DeliveryErrors(steps);
    }

    @Bean
    DeliveryRoutes deliveryRoutes(Destinations destinations, DeliverySteps steps) {
        return new DeliveryRoutes(destinations, steps);
    }

    @Bean
    Inbox inbox(Transactions transactions, DeliveryLoader loader, Settlements settlements, Clock clock) {
        return new PullInbox(transactions, loader, settlements, clock);
    }

    @Bean
    ParkedDeliveries parkedDeliveries(
            Transactions transactions, DeliveryLoader loader, SenderNotices notices, Outbox outbox, Clock clock) {
        return new ParkedDeliveries(transactions, loader, notices, outbox, clock);
    }
}
