package vn.gov.hanoi.hpasc.hub.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code hpasc.in.<agency>}, the answers from {@code hpasc.receipts.<agency>}. The broker's acknowledgement counts for
 * nothing: only the receipt does.
 */
final class QueueChannel implements Channel, AutoCloseable {

    private static final long PATIENCE_SECONDS = 15;
    private static final long POLL_MILLIS = 500;

    private final String agency;
    private final ConnectionFactory factory;
    private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile boolean closed;
    private @Nullable Connection sending;

    QueueChannel(String agency, ConnectionFactory factory) {
        this.agency = agency;
        this.factory = factory;
        this.reader = Thread.ofVirtual().name("receipts-" + agency).start(this::readReceipts);
    }

    @Override
    public Answer send(Outgoing message) throws NoAnswer, InterruptedException {
        CompletableFuture<Answer> answer = waiting.computeIfAbsent(message.id(), id -> new CompletableFuture<>());
        try {
            put(message);
            Answer got = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            waiting.remove(message.id());
            return got;
        } catch (JMSException | ExecutionException | TimeoutException e) {
            throw new NoAnswer(e);
        }
    }

    private void put(Outgoing message) throws JMSException {
        try (Session session = connection().createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue("hpasc.in." + agency))) {
            BytesMessage body = session.createBytesMessage();
            body.writeBytes(message.json().getBytes(StandardCharsets.UTF_8));
            body.setStringProperty("contentType", "application/cloudevents+json");
            body.setJMSCorrelationID(message.id());
            producer.send(body);
        } catch (JMSException broken) {
            disconnect();
            throw broken;
        }
    }

    private synchronized Connection connection() throws JMSException {
        Connection open = sending;
        if (open == null) {
            open = factory.createConnection();
            sending = open;
        }
        return open;
    }

    private synchronized void disconnect() {
        Connection open = sending;
        sending = null;
        if (open != null) {
            try {
                open.close();
            } catch (JMSException gone) {
                // It was broken, which is why it is closed.
            }
        }
    }

    private void readReceipts() {
        while (!closed) {
            try (Connection connection = factory.createConnection()) {
                connection.start();
                Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue("hpasc.receipts." + agency));
                while (!closed) {
                    Message message = consumer.receive(POLL_MILLIS);
                    if (message != null) {
                        answered(message);
                        message.acknowledge();
                    }
                }
            } catch (JMSException | JsonProcessingException brokerAway) {
                pause();
            }
        }
    }

    private void answered(Message message) throws JMSException, JsonProcessingException {
        String text = message instanceof TextMessage textual
                ? textual.getText()
                : new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
        JsonNode body = RestChannel.JSON.readTree(text);
        Answer answer =
                body.has("exchangeId") && body.has("digest") ? RestChannel.receipt(body) : new Answer.Refusal(text);
        String id = body.hasNonNull("id") ? body.get("id").asText() : String.valueOf(message.getJMSCorrelationID());
        CompletableFuture<Answer> asked = waiting.get(id);
        if (asked != null) {
            asked.complete(answer);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        disconnect();
    }
}
