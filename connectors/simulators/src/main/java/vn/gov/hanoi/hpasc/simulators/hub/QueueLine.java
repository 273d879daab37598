package vn.gov.hanoi.hpasc.simulators.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends to {@code hpasc.in.<agency>} and waits for the answer on {@code hpasc.receipts.<agency>}. One message at a time:
 * an answer to anything else is an old one, and is dropped.
 */
public final class QueueLine implements HubLine {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String agency;
    private final Broker broker;
    private @Nullable Connection connection;

    public QueueLine(String agency, Broker broker) {
        this.agency = agency;
        this.broker = broker;
    }

    @Override
    public synchronized void send(ObjectNode event) throws IOException, HubRefused {
        try {
            Session session = connected().createSession(Session.AUTO_ACKNOWLEDGE);
            try (MessageConsumer receipts = session.createConsumer(session.createQueue("hpasc.receipts." + agency))) {
                session.createProducer(session.createQueue("hpasc.in." + agency))
                        .send(message(session, event));
                await(receipts, event.path("id").asText());
            } finally {
                session.close();
            }
        } catch (JMSException e) {
            close();
            throw new IOException("the broker is away", e);
        }
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        connection = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (JMSException alreadyGone) {
            // closed is what was wanted
        }
    }

    private Connection connected() throws JMSException {
        Connection open = connection;
        if (open == null) {
            open = broker.connect();
            open.start();
            connection = open;
        }
        return open;
    }

    private static Message message(Session session, ObjectNode event) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(event.toString().getBytes(StandardCharsets.UTF_8));
        message.setStringProperty("JMS_AMQP_ContentType", "application/cloudevents+json");
        message.setJMSCorrelationID(event.path("id").asText());
        return message;
    }

    private static void await(MessageConsumer receipts, String id) throws JMSException, IOException, HubRefused {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long left = PATIENCE.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            Message answer = receipts.receive(left);
            if (answer != null && id.equals(answer.getJMSCorrelationID())) {
                if ("refusal".equals(answer.getStringProperty("kind"))) {
                    throw new HubRefused(text(answer));
                }
                return;
            }
        }
        throw new IOException("no receipt in time");
    }

    private static String text(Message message) throws JMSException {
        return message instanceof BytesMessage
                ? new String(message.getBody(byte[].class), StandardCharsets.UTF_8)
                : message.getBody(String.class);
    }
}
