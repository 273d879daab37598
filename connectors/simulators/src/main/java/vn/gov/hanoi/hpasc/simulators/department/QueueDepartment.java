package vn.gov.hanoi.hpasc.simulators.department;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.simulators.hub.Broker;
import vn.gov.hanoi.hpasc.simulators.peer.Arrival;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Desk;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/**
 * A department that reads its messages from {@code hpasc.out.<agency>} and acknowledges what it took. It outlives its
 * broker: it connects again for as long as it runs. A queue knows no business no; whatever is not taken comes again.
 */
public final class QueueDepartment implements SimulatedSystem {

    private static final Logger LOG = LoggerFactory.getLogger(QueueDepartment.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BEFORE_RECONNECTING = Duration.ofMillis(200);
    private static final Duration BEFORE_REDELIVERY = Duration.ofMillis(100);

    private final Desk desk = new Desk(Clock.systemUTC());
    private final String queue;
    private final Broker broker;
    private @Nullable Reader reader;

    private QueueDepartment(String agency, Broker broker) {
        this.queue = "hpasc.out." + agency;
        this.broker = broker;
    }

    /** Starts reading the queue of {@code agency}; the broker need not be there yet. */
    public static QueueDepartment start(String agency, ConnectionFactory broker) {
        return start(agency, (Broker) broker::createConnection);
    }

    /** Starts reading the queue of {@code agency}; the broker need not be there yet. */
    public static QueueDepartment start(String agency, Broker broker) {
        QueueDepartment department = new QueueDepartment(agency, broker);
        department.comeBack();
        return department;
    }

    @Override
    public Desk desk() {
        return desk;
    }

    @Override
    public synchronized void goDown() {
        Reader running = reader;
        reader = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public synchronized void comeBack() {
        if (reader == null) {
            Reader next = new Reader();
            reader = next;
            Thread.ofVirtual().name("queue-department-" + queue).start(next);
        }
    }

    @Override
    public void close() {
        goDown();
    }

    /** Reads until stopped. Stopping closes the connection: interrupting a thread inside the broker's client leaves a mess. */
    private final class Reader implements Runnable {

        private volatile boolean stopped;
        private volatile @Nullable Connection current;

        void stop() {
            stopped = true;
            Connection open = current;
            if (open != null) {
                try {
                    open.close();
                } catch (JMSException e) {
                    LOG.debug("{} was closed already: {}", queue, e.getMessage());
                }
            }
        }

        @Override
        public void run() {
            try {
                while (!stopped) {
                    readUntilDisconnected();
                    Thread.sleep(BEFORE_RECONNECTING);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        private void readUntilDisconnected() throws InterruptedException {
            try (Connection connection = broker.connect()) {
                current = connection;
                connection.start();
                Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
                boolean connected = true;
                while (connected && !stopped) {
                    Message message = consumer.receive(500);
                    connected = message == null || deal(session, message);
                }
            } catch (JMSException e) {
                LOG.debug("{} is not readable now: {}", queue, e.getMessage());
            }
        }
    }

    /** Returns whether the connection is kept. */
    private boolean deal(Session session, Message message) throws JMSException, InterruptedException {
        Arrival arrival = read(message);
        if (arrival == null) {
            message.acknowledge();
            return true;
        }
        Desk.Decision decision = desk.decide(arrival);
        switch (decision.behaviour()) {
            case Behaviour.Accept accept -> message.acknowledge();
            case Behaviour.Slow slow -> {
                Thread.sleep(slow.delay());
                message.acknowledge();
            }
            case Behaviour.Reset reset -> {
                return false;
            }
            case Behaviour.Hang hang -> giveBack(session, hang.silence());
            case Behaviour.Refuse refuse -> giveBack(session, BEFORE_REDELIVERY);
            case Behaviour.Status status -> giveBack(session, BEFORE_REDELIVERY);
            case Behaviour.Garbage garbage -> giveBack(session, BEFORE_REDELIVERY);
            case Behaviour.TakeThen then -> throw new IllegalStateException("the desk resolves " + then);
        }
        return true;
    }

    private static void giveBack(Session session, Duration after) throws JMSException, InterruptedException {
        Thread.sleep(after);
        session.recover();
    }

    private @Nullable Arrival read(Message message) throws JMSException {
        String text = new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
        try {
            JsonNode event = JSON.readTree(text);
            return new Arrival(
                    message.getStringProperty("idempotencykey"),
                    message.getLongProperty("sequence"),
                    event.path("subject").asText(),
                    event.path("type").asText(),
                    text);
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} has something that is no delivery: {}", queue, e.getMessage());
            return null;
        }
    }
}
