package vn.gov.hanoi.hpasc.hub.queued;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;
import vn.gov.hanoi.hpasc.hub.broker.BrokerBoots;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.queued.QueuedMessages.Row;

/**
 * Sends again, after every start of the broker and before anything new, what agencies have not consumed and the broker does
 * not have. A broker whose journal is whole recognises what it had by its duplicate-detection id and drops it. See
 * RATIONALE.md.
 */
final class QueueRecovery implements BrokerBoots.Check {

    private static final Logger LOG = LoggerFactory.getLogger(QueueRecovery.class);
    private static final int CHUNK = 2_000;
    /** How long one connection may be kept waiting; the next goes on where it stopped. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final QueuedMessages messages;
    private final QueuedDeliveries deliveries;
    private final QueueMessageEncoder encoder;
    private final BooleanSupplier ready;
    private final LongSupplier nanoTime;

    QueueRecovery(
            Transactions transactions,
            QueuedMessages messages,
            QueuedDeliveries deliveries,
            QueueMessageEncoder encoder,
            BooleanSupplier ready,
            LongSupplier nanoTime) {
        this.transactions = transactions;
        this.messages = messages;
        this.deliveries = deliveries;
        this.encoder = encoder;
        this.ready = ready;
        this.nanoTime = nanoTime;
    }

    @Override
    public UUID opened(Connection connection) throws JMSException {
        if (!ready.getAsBoolean()) {
            throw new BrokerBoots.NotYet("what agencies have not consumed is not known before PostgreSQL is ready");
        }
        connection.start();
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            return recovered(session);
        } catch (SQLException away) {
            throw new BrokerBoots.NotYet("what agencies have not consumed cannot be read: " + away.getMessage());
        } finally {
            connection.stop();
        }
    }

    private UUID recovered(Session session) throws JMSException, SQLException {
        QueueContents broker = new QueueContents(session);
        QueueContents.Boot known = broker.boot().orElse(null);
        QueueContents.Boot boot = known == null ? broker.name(UUID.randomUUID()) : known;
        if (!boot.recovered()) {
            long until = nanoTime.getAsLong() + LONGEST.toNanos();
            long sent = 0;
            for (String queue : transactions.run(messages::queues)) {
                sent += recover(session, queue, boot.id(), until);
            }
            broker.recovered();
            LOG.atInfo()
                    .addKeyValue("boot", boot.id())
                    .addKeyValue("sentAgain", sent)
                    .log("queued.recovered");
        }
        return boot.id();
    }

    private long recover(Session session, String queue, UUID boot, long until) throws JMSException, SQLException {
        long sent = 0;
        List<Row> rows;
        do {
            if (nanoTime.getAsLong() - until > 0) {
                throw new BrokerBoots.NotYet("messages that the broker may have lost are being sent again");
            }
            rows = transactions.run(connection -> messages.oldest(connection, queue, boot, true, 0, CHUNK));
            sent += sendMissing(session, queue, boot, rows);
        } while (rows.size() == CHUNK);
        return sent;
    }

    /** Sends those of {@code rows} again that the queue does not have, in their order; gives how many. */
    long sendMissing(Session session, String queue, UUID boot, List<Row> rows) throws JMSException, SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        Set<UUID> ids = rows.stream().map(Row::duplicateId).collect(Collectors.toSet());
        Set<UUID> waiting = new QueueContents(session).waiting(queue, ids);
        List<Row> missing = rows.stream()
                .filter(row -> !waiting.contains(row.duplicateId()))
                .toList();
        Map<UUID, Delivery> made = transactions.run(connection -> deliveries.read(
                connection,
                missing.stream()
                        .flatMap(row -> row.deliveryId() == null ? Stream.empty() : Stream.of(row.deliveryId()))
                        .toList()));
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            for (Row row : missing) {
                send(session, producer, row, made);
            }
        }
        transactions.run(connection -> {
            messages.inThisBoot(connection, queue, boot, ids);
            return true;
        });
        return missing.size();
    }

    private void send(Session session, MessageProducer producer, Row row, Map<UUID, Delivery> made)
            throws JMSException {
        QueuedReply reply = row.reply();
        if (reply != null) {
            reply.send(session, producer);
            return;
        }
        Delivery delivery = made.get(row.deliveryId());
        if (delivery == null) {
            return;
        }
        QueueMessageEncoder.Encoded encoded = encoder.encode(delivery);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(encoded.body());
        for (Map.Entry<String, Object> property : encoded.properties().entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        // an operator's resend has an id of its own, or the broker would drop it
        message.setStringProperty(
                QueueMessageEncoder.DUPLICATE_DETECTION, row.duplicateId().toString());
        producer.send(message);
    }
}
