package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;

/** What is parked in {@link Queues#UNREADABLE}: listed, looked into, and taken out when an operator is done with it. */
public final class UnreadableQueue {

    /** Code of the agency that sent it. */
    public static final String AGENCY = "agency";
    /** Protocol and kind of message. */
    public static final String KIND = "kind";
    /** Error code told to the sender. */
    public static final String CODE = "code";
    /** Why it could not be read. */
    public static final String REASON = "reason";
    /** When it was parked, in UTC. */
    public static final String SINCE = "since";
    /** Its length in bytes, also where less was kept. */
    public static final String LENGTH = "length";

    private static final String PREFIX = "ID:";
    private static final long WAIT_MILLIS = 5_000;

    private final ConnectionFactory broker;

    UnreadableQueue(ConnectionFactory broker) {
        this.broker = broker;
    }

    /**
     * A parked message.
     *
     * @param id by which it is looked into and discarded
     * @param agency that sent it
     * @param kind protocol and kind of message
     * @param code told to the sender
     * @param reason why it could not be read, in English
     * @param since when it was parked, in UTC
     * @param length in bytes
     * @param content its bytes as they came, perhaps fewer than {@code length}; null in a list
     */
    public record Parked(
            UUID id,
            String agency,
            String kind,
            String code,
            String reason,
            String since,
            long length,
            byte @Nullable [] content) {}

    /** Something to do with the queue. */
    private interface Act<T> {
        T in(Session session) throws JMSException;
    }

    /**
     * Counts the parked messages.
     *
     * @throws BrokerAway when the broker cannot be asked
     */
    public long count() {
        return with(session -> {
            try {
                return CoreSessions.of(session)
                        .queueQuery(SimpleString.of(Queues.UNREADABLE))
                        .getMessageCount();
            } catch (ActiveMQException failed) {
                throw new BrokerAway(failed);
            }
        });
    }

    /**
     * The oldest first, at most {@code most}, without their content.
     *
     * @throws BrokerAway when the broker cannot be asked
     */
    public List<Parked> list(int most) {
        return with(session -> {
            List<Parked> parked = new ArrayList<>();
            try (QueueBrowser browser = session.createBrowser(session.createQueue(Queues.UNREADABLE))) {
                Enumeration<?> messages = browser.getEnumeration();
                while (parked.size() < most && messages.hasMoreElements()) {
                    parked.add(parked((Message) messages.nextElement(), false));
                }
            }
            return parked;
        });
    }

    /**
     * One of them with its content; empty when there is none of this id.
     *
     * @throws BrokerAway when the broker cannot be asked
     */
    public Optional<Parked> find(UUID id) {
        return with(session -> {
            try (QueueBrowser browser = session.createBrowser(session.createQueue(Queues.UNREADABLE), selector(id))) {
                for (Object found : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                    return Optional.of(parked((Message) found, true));
                }
            }
            return Optional.empty();
        });
    }

    /**
     * Takes one out; false when there is none of this id.
     *
     * @throws BrokerAway when the broker cannot be asked
     */
    public boolean discard(UUID id) {
        return with(session -> {
            if (find(id).isEmpty()) {
                return false;
            }
            try (MessageConsumer consumer =
                    session.createConsumer(session.createQueue(Queues.UNREADABLE), selector(id))) {
                return consumer.receive(WAIT_MILLIS) != null;
            }
        });
    }

    private static String selector(UUID id) {
        return "JMSMessageID = '" + PREFIX + id + "'";
    }

    private static Parked parked(Message message, boolean whole) throws JMSException {
        byte[] content = null;
        if (whole && message instanceof BytesMessage bytes) {
            content = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(content);
        }
        return new Parked(
                UUID.fromString(message.getJMSMessageID().substring(PREFIX.length())),
                text(message, AGENCY),
                text(message, KIND),
                text(message, CODE),
                text(message, REASON),
                text(message, SINCE),
                message.propertyExists(LENGTH) ? message.getLongProperty(LENGTH) : 0,
                content);
    }

    private static String text(Message message, String name) throws JMSException {
        return String.valueOf(message.getStringProperty(name));
    }

    private <T> T with(Act<T> act) {
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            return act.in(session);
        } catch (JMSException away) {
            throw new BrokerAway(away);
        }
    }

    /** The broker cannot be asked now. */
    public static final class BrokerAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokerAway(Exception cause) {
            super("the broker cannot be asked", cause);
        }
    }
}
