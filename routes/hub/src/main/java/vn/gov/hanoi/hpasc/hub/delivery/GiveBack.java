package vn.gov.hanoi.hpasc.hub.delivery;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.line.DepartureTable;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;

/**
 * Gives back what this node had in flight when it stops: calls that were cut off, and what stands in the queues of its own
 * broker, which stops with it. Else another node would have to wait until this one's claims have run out.
 */
final class GiveBack implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(GiveBack.class);
    /** After the routes have stopped, while broker and database are still there. */
    private static final int PHASE = 0;
    /** What the broker has comes at once. */
    private static final long AT_ONCE_MILLIS = 50;

    private final Transactions transactions;
    private final Destinations destinations;
    private final DeliverySteps steps;
    private final Optional<ConnectionFactory> ownBroker;
    private final DepartureTable departures = new DepartureTable();
    private volatile boolean running;

    /** @param ownBroker the broker in this process; empty for one elsewhere, whose queues other nodes go on reading */
    GiveBack(
            Transactions transactions,
            Destinations destinations,
            DeliverySteps steps,
            Optional<ConnectionFactory> ownBroker) {
        this.transactions = transactions;
        this.destinations = destinations;
        this.steps = steps;
        this.ownBroker = ownBroker;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        List<Dispatch> left = new ArrayList<>(steps.underWay());
        ownBroker.ifPresent(broker -> left.addAll(queued(broker)));
        if (left.isEmpty()) {
            return;
        }
        try {
            int given = transactions.run(connection -> departures.giveBack(connection, left));
            LOG.atInfo().addKeyValue("deliveries", given).log("delivery.given-back");
        } catch (SQLException away) {
            LOG.atWarn().addKeyValue("cause", away.getMessage()).log("delivery.not-given-back");
        }
    }

    private List<Dispatch> queued(ConnectionFactory broker) {
        List<Dispatch> queued = new ArrayList<>();
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            for (Destination destination : destinations.all()) {
                if (destination.transport() != Transport.PULL) {
                    queued(session, destination.name(), queued);
                }
            }
        } catch (JMSException | RuntimeException away) {
            LOG.atWarn().addKeyValue("cause", away.getMessage()).log("delivery.queue-not-read");
        }
        return queued;
    }

    private static void queued(Session session, String destination, List<Dispatch> queued) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(Queues.delivery(destination)))) {
            Message message = consumer.receive(AT_ONCE_MILLIS);
            while (message != null) {
                queued.add(Dispatch.of(destination, message.getBody(String.class)));
                message = consumer.receiveNoWait();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
