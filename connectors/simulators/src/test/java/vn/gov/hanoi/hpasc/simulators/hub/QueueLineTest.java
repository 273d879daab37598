package vn.gov.hanoi.hpasc.simulators.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueLineTest {

    private static final String URL = "vm://77";

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(URL);
    private final AtomicReference<String> arrived = new AtomicReference<>();
    private volatile String outcome = "receipt";
    private Connection hub;

    @BeforeEach
    void startBrokerAndHub() throws Exception {
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("vm", URL));
        broker.start();
        hub = factory.createConnection();
        Session session = hub.createSession(Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("hpasc.in.H26.20")).setMessageListener(in -> answer(session, in));
        hub.start();
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        broker.stop();
    }

    @Test
    void waitsForTheReceiptOfItsOwnMessage() throws Exception {
        try (QueueLine line = new QueueLine("H26.20", factory::createConnection)) {
            line.send(event("m-1"));
            line.send(event("m-2"));
        }

        assertThat(arrived.get()).contains("\"id\":\"m-2\"");
    }

    @Test
    void tellsARefusalFromAReceipt() {
        outcome = "refusal";

        try (QueueLine line = new QueueLine("H26.20", factory::createConnection)) {
            assertThatThrownBy(() -> line.send(event("m-1")))
                    .isInstanceOf(HubRefused.class)
                    .hasMessageContaining("HUB-102");
        }
    }

    @Test
    void aBrokerThatIsAwayIsToBeTriedAgain() throws Exception {
        try (QueueLine line = new QueueLine("H26.20", factory::createConnection)) {
            line.send(event("m-1"));
            broker.stop();
            assertThatThrownBy(() -> line.send(event("m-2"))).isInstanceOf(IOException.class);
        }
        assertThatCode(broker::start).doesNotThrowAnyException();
    }

    /** First an answer to something else, as after a restart, then the one waited for. */
    private void answer(Session session, Message in) {
        try {
            arrived.set(new String(in.getBody(byte[].class), StandardCharsets.UTF_8));
            String id = new ObjectMapper().readTree(arrived.get()).path("id").asText();
            for (String correlation : new String[] {"something-else", id}) {
                Message receipt = session.createTextMessage("{\"code\":\"HUB-102\"}");
                receipt.setJMSCorrelationID(correlation);
                receipt.setStringProperty("kind", outcome);
                session.createProducer(session.createQueue("hpasc.receipts.H26.20"))
                        .send(receipt);
            }
        } catch (JMSException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode event(String id) {
        return new ObjectMapper().createObjectNode().put("id", id);
    }
}
