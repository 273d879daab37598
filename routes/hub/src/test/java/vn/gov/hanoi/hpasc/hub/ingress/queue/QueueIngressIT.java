package vn.gov.hanoi.hpasc.hub.ingress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.ingress.FakeAcceptance.Mood;
import vn.gov.hanoi.hpasc.hub.ingress.IngressStack;
import vn.gov.hanoi.hpasc.hub.ingress.Samples;
import vn.gov.hanoi.hpasc.hub.ingress.SecurityCounts;
import vn.gov.hanoi.hpasc.hub.ingress.TestBroker;

class QueueIngressIT {

    private static final String IN = "hpasc.in.H26.01";
    private static final String RECEIPTS = "hpasc.receipts.H26.01";
    private static final String EVENT = "application/cloudevents+json";
    private static final long LONG = 15_000;

    private IngressStack hub;
    private TestBroker broker;

    enum Wire {
        CORE,
        AMQP
    }

    /** A message to send. */
    interface Making {
        Message in(JMSContext agency) throws JMSException;
    }

    @BeforeEach
    void fresh() {
        hub = IngressStack.fresh();
        broker = hub.bean(TestBroker.class);
        try (JMSContext agency = broker.core(IngressStack.CORE).createContext();
                JMSConsumer receipts = agency.createConsumer(agency.createQueue(RECEIPTS))) {
            Message old;
            do {
                old = receipts.receiveNoWait();
            } while (old != null);
        }
    }

    private JMSContext as(Wire wire) {
        ConnectionFactory factory = wire == Wire.CORE ? broker.core(IngressStack.CORE) : broker.amqp(IngressStack.CORE);
        return factory.createContext();
    }

    private static Message ask(JMSContext agency, Making making) throws JMSException {
        Message request = making.in(agency);
        agency.createProducer().send(agency.createQueue(IN), request);
        Message reply = receive(agency);
        assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        return reply;
    }

    private static Message receive(JMSContext agency) {
        try (JMSConsumer receipts = agency.createConsumer(agency.createQueue(RECEIPTS))) {
            Message reply = receipts.receive(LONG);
            assertThat(reply).as("an answer").isNotNull();
            return reply;
        }
    }

    private static JsonNode json(Message reply) throws JMSException {
        return Samples.json(
                reply instanceof TextMessage text
                        ? text.getText()
                        : new String(((BytesMessage) reply).getBody(byte[].class), StandardCharsets.UTF_8));
    }

    private static void isRefusal(Message reply, String code) throws JMSException {
        assertThat(reply.getStringProperty("kind")).isEqualTo("refusal");
        assertThat(json(reply).path("code").asText()).isEqualTo(code);
    }

    private static Making bytes(String body) {
        return agency -> {
            BytesMessage message = agency.createBytesMessage();
            message.writeBytes(Samples.utf8(body));
            return message;
        };
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void answersAStructuredMessageWithItsReceipt(Wire wire) throws JMSException {
        try (JMSContext agency = as(wire)) {
            for (Making form : List.<Making>of(
                    context -> context.createTextMessage(Samples.submitted("q-text")),
                    bytes(Samples.submitted("q-bytes")))) {
                Message reply = ask(agency, form);

                assertThat(reply.getStringProperty("kind")).isEqualTo("receipt");
                assertThat(reply.getStringProperty("contentType")).isEqualTo("application/json");
                assertThat(json(reply).path("repeat").asBoolean(true)).isFalse();
                assertThat(reply.getStringProperty("ceid"))
                        .isEqualTo(json(reply).path("id").asText())
                        .startsWith("q-");
            }
        }
        Candidate candidate = hub.acceptance().reached().getFirst();
        assertThat(candidate.protocol()).isEqualTo(Candidate.Protocol.QUEUE);
        assertThat(candidate.received()).isEqualTo(Samples.utf8(Samples.submitted("q-text")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudEvents_", "cloudEvents:", "ce_", "CE_"})
    void takesTheBinaryMode(String prefix) throws JMSException {
        ObjectNode event = Samples.example("submitted");
        try (JMSContext agency = as(prefix.startsWith("c") ? Wire.AMQP : Wire.CORE)) {
            Message reply = ask(agency, context -> {
                Message message = bytes(event.path("data").toString()).in(context);
                for (String name : List.of("specversion", "id", "source", "type", "subject", "time")) {
                    message.setStringProperty(prefix + name, event.path(name).asText());
                }
                return message;
            });

            assertThat(reply.getStringProperty("kind"))
                    .as(json(reply).toString())
                    .isEqualTo("receipt");
        }
        Candidate binary = hub.acceptance().reached().getFirst();
        assertThat(binary.receivedMediaType()).isEqualTo("application/json");
        assertThat(Samples.json(new String(binary.received(), StandardCharsets.UTF_8)))
                .isEqualTo(event.path("data"));
    }

    @Test
    void keepsTheOrderOfTheQueueManyAtATime() throws JMSException {
        List<String> ids = IntStream.range(0, 700).mapToObj(n -> "q-" + n).toList();
        try (JMSContext agency = broker.core(IngressStack.CORE).createContext(JMSContext.SESSION_TRANSACTED)) {
            for (String id : ids) {
                agency.createProducer().send(agency.createQueue(IN), Samples.submitted(id));
            }
            agency.commit();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> hub.acceptance().accepted().size() == ids.size());

        assertThat(hub.acceptance().reached()).extracting(c -> c.message().id()).containsExactlyElementsOf(ids);
        assertThat(receipts(ids.size())).containsExactlyElementsOf(ids);
    }

    private List<String> receipts(int number) throws JMSException {
        List<String> ids = new ArrayList<>();
        try (JMSContext agency = as(Wire.CORE);
                JMSConsumer receipts = agency.createConsumer(agency.createQueue(RECEIPTS))) {
            for (int i = 0; i < number; i++) {
                Message reply = receipts.receive(LONG);
                assertThat(reply).as("answer " + i).isNotNull();
                ids.add(reply.getStringProperty("ceid"));
            }
            assertThat(receipts.receive(200)).as("one too many").isNull();
        }
        return ids;
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"STORE_AWAY", "OVERLOADED", "SILENT"})
    void keepsMessagesInTheirOrderWhileTheHubCannotAccept(Mood mood) throws JMSException {
        hub.acceptance().mood(mood);
        List<String> ids = IntStream.range(0, 20).mapToObj(n -> "q-" + n).toList();
        try (JMSContext agency = as(Wire.CORE)) {
            ids.forEach(id -> agency.createProducer().send(agency.createQueue(IN), Samples.submitted(id)));
            try (JMSConsumer receipts = agency.createConsumer(agency.createQueue(RECEIPTS))) {
                assertThat(receipts.receive(700)).as("no answer yet").isNull();
            }
            hub.acceptance().mood(Mood.WELL);
        }
        assertThat(receipts(ids.size())).containsExactlyElementsOf(ids);
        assertThat(hub.acceptance().accepted()).containsExactlyElementsOf(ids);
    }

    @Test
    void answersWhatCannotBeReadUnderTheMessageIdOfItsProtocol() throws JMSException {
        try (JMSContext agency = as(Wire.AMQP)) {
            isRefusal(ask(agency, context -> context.createTextMessage("no JSON")), "HUB-100");
            isRefusal(ask(agency, bytes("no JSON")), "HUB-100");
            isRefusal(ask(agency, context -> context.createObjectMessage(new HashSet<>(List.of("gadget")))), "HUB-109");
            isRefusal(ask(agency, JMSContext::createMapMessage), "HUB-109");
        }
    }

    @Test
    void answersWhatCannotBeReadWithARefusalAndGoesOn() throws JMSException {
        try (JMSContext agency = as(Wire.CORE)) {
            isRefusal(ask(agency, context -> context.createTextMessage("no JSON")), "HUB-100");
            isRefusal(ask(agency, context -> context.createObjectMessage(new HashSet<>(List.of("gadget")))), "HUB-109");
            isRefusal(ask(agency, JMSContext::createMapMessage), "HUB-109");
            isRefusal(ask(agency, JMSContext::createStreamMessage), "HUB-109");
            isRefusal(ask(agency, JMSContext::createMessage), "HUB-109");
            isRefusal(ask(agency, bytes("\u0000\u0001")), "HUB-112");
            isRefusal(ask(agency, bytes(" ".repeat(2 * 1024 * 1024))), "HUB-108");
            isRefusal(
                    ask(agency, context -> {
                        Message message = context.createTextMessage(Samples.submitted("q-1"));
                        message.setStringProperty("contentType", "text/xml");
                        return message;
                    }),
                    "HUB-109");
            assertThat(ask(agency, context -> context.createTextMessage(Samples.submitted("q-2")))
                            .getStringProperty("kind"))
                    .isEqualTo("receipt");
        }
        assertThat(hub.acceptance().accepted()).containsExactly("q-2");
    }

    /** A body that says it is text, or a map, and is not: what no JMS client would send, but any program can. */
    private void sendRaw(byte type, byte... body) throws Exception {
        BrokerUsers.Credentials user = broker.user(IngressStack.CORE);
        try (ServerLocator locator = ActiveMQClient.createServerLocator(broker.address());
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session =
                        factory.createSession(user.user(), user.password(), false, true, true, false, 0);
                ClientProducer producer = session.createProducer(IN)) {
            ClientMessage message = session.createMessage(type, true);
            message.getBodyBuffer().writeBytes(body);
            producer.send(message);
        }
    }

    @Test
    void refusesABodyThatNoClientCanReadAndGoesOn() throws Exception {
        byte text = org.apache.activemq.artemis.api.core.Message.TEXT_TYPE;
        byte map = org.apache.activemq.artemis.api.core.Message.MAP_TYPE;
        byte[] huge = new byte[7 * 1024 * 1024];
        ByteBuffer.wrap(huge).put((byte) 1).putInt(huge.length - 5);
        byte[] lying = new byte[300_000];
        ByteBuffer.wrap(lying).put((byte) 1).putInt(Integer.MAX_VALUE);
        try (JMSContext agency = as(Wire.CORE)) {
            for (byte[] broken : List.of(
                    new byte[] {1, 0x7f, -1, -1, -1, 'x'},
                    new byte[] {1, -1, -1, -1, -1},
                    new byte[] {1, 0},
                    huge,
                    lying)) {
                sendRaw(text, broken);
                assertThat(receive(agency).getStringProperty("kind")).isEqualTo("refusal");
            }
            sendRaw(map, (byte) 1, (byte) 0x7f, (byte) -1, (byte) -1, (byte) -1);
            isRefusal(receive(agency), "HUB-109");

            assertThat(ask(agency, context -> context.createTextMessage(Samples.submitted("q-9")))
                            .getStringProperty("kind"))
                    .isEqualTo("receipt");
            assertThat(ask(agency, context -> context.createTextMessage("x".repeat(900_000)))
                            .getStringProperty("kind"))
                    .isEqualTo("refusal");
        }
        assertThat(hub.acceptance().accepted()).containsExactly("q-9");
    }

    @Test
    void refusesAForeignSourceAndAConflictAndNamesTheMessage() throws JMSException {
        Map<String, Integer> before = SecurityCounts.of(hub.bean(MeterRegistry.class));
        try (JMSContext agency = as(Wire.CORE)) {
            Message foreign = ask(
                    agency,
                    context -> context.createTextMessage(Samples.changed(
                            "submitted", message -> message.put("id", "q-1").put("source", "/agencies/H26.13"))));
            isRefusal(foreign, "HUB-203");
            assertThat(SecurityCounts.since(before, hub.bean(MeterRegistry.class)))
                    .isEqualTo(Map.of("authority-refused queue", 1));
            assertThat(foreign.getStringProperty("ceid")).isEqualTo("q-1");
            assertThat(json(foreign).path("id").asText()).isEqualTo("q-1");

            ask(agency, context -> context.createTextMessage(Samples.submitted("q-2")));
            isRefusal(
                    ask(agency, context -> context.createTextMessage(Samples.submitted("q-2", "H26.01-250908-0002"))),
                    "HUB-400");
        }
    }

    @Test
    void answersUnderTheCorrelationOfTheSenderWhereItGaveOne() throws JMSException {
        try (JMSContext agency = as(Wire.CORE)) {
            TextMessage request = agency.createTextMessage(Samples.submitted("q-1"));
            request.setJMSCorrelationID("my-own");
            agency.createProducer().send(agency.createQueue(IN), request);

            assertThat(receive(agency).getJMSCorrelationID()).isEqualTo("my-own");
        }
    }

    @Test
    void goesOnByItselfAfterTheBrokerWasAway() throws JMSException {
        broker.stop();
        broker.start();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            try (JMSContext agency = as(Wire.CORE)) {
                ask(agency, context -> context.createTextMessage(Samples.submitted("q-1")));
            }
        });
        assertThat(hub.acceptance().accepted()).containsExactly("q-1");
    }
}
