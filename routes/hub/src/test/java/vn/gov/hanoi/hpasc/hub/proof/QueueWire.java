package vn.gov.hanoi.hpasc.hub.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;

/**
 * One agency's queues: sends over Artemis CORE and AMQP 1.0, structured and binary, and matches what comes on the receipts
 * queue to what was sent.
 */
final class QueueWire implements AutoCloseable {

    private static final MessageCodec CODEC = new MessageCodec();
    private static final String EVENT = "application/cloudevents+json";

    private final String agency;
    private final JMSContext core;
    private final JMSContext amqp;
    private final JMSContext receipts;
    private final Map<String, CompletableFuture<Answer>> awaited = new ConcurrentHashMap<>();

    QueueWire(String agency, int port, BrokerUsers.Credentials user) {
        this.agency = agency;
        this.core = context(new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port), user);
        this.amqp = context(new JmsConnectionFactory("amqp://127.0.0.1:" + port), user);
        this.receipts = context(new JmsConnectionFactory("amqp://127.0.0.1:" + port), user);
        JMSConsumer consumer = receipts.createConsumer(receipts.createQueue("hpasc.receipts." + agency));
        consumer.setMessageListener(this::answered);
    }

    private static JMSContext context(ConnectionFactory factory, BrokerUsers.Credentials user) {
        JMSContext context = factory.createContext(user.user(), user.password(), JMSContext.AUTO_ACKNOWLEDGE);
        // opens the connection now: one that says nothing is closed by the broker
        context.start();
        return context;
    }

    /** Sends and does not wait; the future ends when the answer is on the receipts queue. */
    CompletableFuture<Answer> send(Wire wire, DossierMessage message) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        awaited.put(message.id(), answer);
        JMSContext context = wire.isAmqp() ? amqp : core;
        // a context is for one thread at a time
        synchronized (context) {
            JMSProducer producer = context.createProducer();
            producer.setJMSCorrelationID(message.id());
            attributes(wire, message).forEach(producer::setProperty);
            producer.send(context.createQueue("hpasc.in." + agency), body(wire, message));
        }
        return answer;
    }

    private static byte[] body(Wire wire, DossierMessage message) {
        return wire.isBinary() ? CODEC.dataToJson(message) : CODEC.toJson(message, Map.of());
    }

    private static Map<String, String> attributes(Wire wire, DossierMessage message) {
        Map<String, String> attributes = new HashMap<>();
        if (!wire.isBinary()) {
            attributes.put("JMS_AMQP_ContentType", EVENT);
            return attributes;
        }
        String prefix = wire.isAmqp() ? "cloudEvents_" : "ce_";
        attributes.put("JMS_AMQP_ContentType", "application/json");
        attributes.put(prefix + "specversion", "1.0");
        attributes.put(prefix + "id", message.id());
        attributes.put(prefix + "source", message.source().value());
        attributes.put(prefix + "type", message.type().wire());
        attributes.put(prefix + "subject", message.subject());
        attributes.put(prefix + "time", message.time().toString());
        return attributes;
    }

    private void answered(Message message) {
        try {
            JsonNode body = HttpWire.JSON.readTree(
                    message instanceof BytesMessage
                            ? new String(message.getBody(byte[].class), StandardCharsets.UTF_8)
                            : message.getBody(String.class));
            CompletableFuture<Answer> waiting = awaited.remove(message.getJMSCorrelationID());
            if (waiting != null) {
                boolean receipt = "receipt".equals(message.getStringProperty("kind"));
                Answer answer = Answer.ofJson(0, body, null);
                if (receipt == answer.receipted()) {
                    waiting.complete(answer);
                } else {
                    waiting.completeExceptionally(new AssertionError("its kind does not fit " + body));
                }
            }
        } catch (JMSException | JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be read", e);
        }
    }

    @Override
    public void close() {
        receipts.close();
        amqp.close();
        core.close();
    }
}
