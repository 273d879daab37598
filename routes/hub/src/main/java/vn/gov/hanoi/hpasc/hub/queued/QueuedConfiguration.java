package vn.gov.hanoi.hpasc.hub.queued;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;
import vn.gov.hanoi.hpasc.hub.broker.BrokerBoots;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the hub knows of the queues that agencies read. */
@Configuration(proxyBeanMethods = false)
class QueuedConfiguration {

    @Bean
    QueuedMessages queuedMessages() {
        return new QueuedMessages();
    }

    @Bean
    QueueRecovery queueRecovery(
            Transactions transactions,
            QueuedMessages messages,
            Destinations destinations,
            QueueMessageEncoder encoder,
            Store store,
            BrokerBoots boots) {
        QueueRecovery recovery = new QueueRecovery(
                transactions, messages, new QueuedDeliveries(destinations), encoder, store::ready, System::nanoTime);
        boots.checkedBy(recovery);
        return recovery;
    }

    @Bean
    ReplyStore replyStore(Transactions transactions, QueuedMessages messages, BrokerBoots boots) {
        return (agency, replies) -> {
            if (!replies.isEmpty()) {
                boolean stored = transactions.ask(connection -> {
                    messages.put(connection, Queues.receipts(agency), boots.current(), replies);
                    return true;
                });
                assert stored;
            }
        };
    }

    @Bean
    AgencyQueues agencyQueues(
            Transactions transactions, QueuedMessages messages, Destinations destinations, Clock clock) {
        return new AgencyQueues(transactions, messages, destinations, clock);
    }

    /** Looks on connections of their own: the pool would delete their temporary queues over sessions that others use. */
    @Bean
    QueueLooks queueLooks(
            JmsPoolConnectionFactory pool, Transactions transactions, QueuedMessages messages, QueueRecovery recovery) {
        return new QueueLooks((ConnectionFactory) pool.getConnectionFactory(), transactions, messages, recovery);
    }

    @Bean
    QueueLookTimer queueLookTimer(QueueLooks looks, AgencyQueues queues, Store store, MeterRegistry meters) {
        return new QueueLookTimer(looks, queues, store, meters);
    }
}
