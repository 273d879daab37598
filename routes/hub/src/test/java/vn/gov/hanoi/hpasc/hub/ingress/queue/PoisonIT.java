package vn.gov.hanoi.hpasc.hub.ingress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.engine.Sender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.broker.RawAmqpClient;
import vn.gov.hanoi.hpasc.hub.ingress.IngressStack;
import vn.gov.hanoi.hpasc.hub.ingress.Samples;
import vn.gov.hanoi.hpasc.hub.ingress.TestBroker;

/** Messages of every shape that the two protocols have: each is answered, and none holds up the next. */
class PoisonIT {

    private static final String IN = "hpasc.in.H26.01";
    private static final String RECEIPTS = "hpasc.receipts.H26.01";
    private static final long LONG = 30_000;
    private static final String RECEIPT = "receipt";

    private IngressStack hub;
    private TestBroker broker;
    /** What each message of a test must be answered with, by its id: {@code receipt}, or a code. */
    private final Map<String, String> expected = new LinkedHashMap<>();

    @BeforeEach
    void fresh() throws JMSException {
        hub = IngressStack.fresh();
        broker = hub.bean(TestBroker.class);
        drain(RECEIPTS, IngressStack.CORE);
        drain(Queues.UNREADABLE, BrokerUsers.HUB);
    }

    private int drain(String queue, String user) throws JMSException {
        int drained = 0;
        ConnectionFactory factory =
                user.equals(BrokerUsers.HUB) ? hub.bean(ConnectionFactory.class) : broker.core(user);
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            while (consumer.receiveNoWait() != null) {
                drained++;
            }
        }
        return drained;
    }

    /** So many are parked; the broker may show an answer before what was parked with it. */
    private void areParked(int number) {
        AtomicInteger drained = new AtomicInteger();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> drained.addAndGet(drain(Queues.UNREADABLE, BrokerUsers.HUB)) >= number);
        assertThat(drained).hasValue(number);
    }

    private static Properties named(String id) {
        Properties properties = new Properties();
        properties.setMessageId(id);
        properties.setCorrelationId(id);
        return properties;
    }

    private static Data data(String body) {
        return new Data(new Binary(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The answers to as many messages as were expected, by correlation, and no more. */
    private Map<String, String> answers() throws JMSException {
        Map<String, String> answers = new HashMap<>();
        try (JMSContext agency = broker.core(IngressStack.CORE).createContext();
                JMSConsumer receipts = agency.createConsumer(agency.createQueue(RECEIPTS))) {
            for (int i = 0; i < expected.size(); i++) {
                Message answer = receipts.receive(LONG);
                assertThat(answer)
                        .as("answer " + i + " of " + expected.keySet())
                        .isNotNull();
                String kind = answer.getStringProperty("kind");
                answers.put(
                        String.valueOf(answer.getJMSCorrelationID()),
                        kind.equals(RECEIPT)
                                ? RECEIPT
                                : Samples.json(((TextMessage) answer).getText())
                                        .path("code")
                                        .asText());
            }
            assertThat(receipts.receive(100)).as("one too many").isNull();
        }
        return answers;
    }

    private final class Amqp implements AutoCloseable {

        private final RawAmqpClient client;
        private final Sender sender;

        Amqp() throws Exception {
            client = RawAmqpClient.login(URI.create(broker.address()).getPort(), broker.user(IngressStack.CORE));
            sender = client.sender(client.session(), IN);
        }

        void send(String id, String answer, Object... sections) throws Exception {
            assertThat(client.deliver(sender, AmqpTypes.encode(sections)))
                    .as(id)
                    .isInstanceOf(Accepted.class);
            expected.put(id, answer);
        }

        @Override
        public void close() throws Exception {
            client.close();
        }
    }

    @Test
    void takesEveryAmqpTypeInEveryPlaceWhereItMeansNothing() throws Exception {
        try (Amqp amqp = new Amqp()) {
            for (Map.Entry<String, Object> type : AmqpTypes.every().entrySet()) {
                Object value = type.getValue();
                Map<Symbol, Object> annotation = new HashMap<>();
                annotation.put(Symbol.valueOf("x-opt-odd"), value);
                Map<String, Object> property = new HashMap<>();
                property.put("odd", value);
                String body = type.getKey();

                String id = "app-" + body;
                amqp.send(id, RECEIPT, named(id), new ApplicationProperties(property), data(Samples.submitted(id)));
                id = "msg-" + body;
                amqp.send(id, RECEIPT, new MessageAnnotations(annotation), named(id), data(Samples.submitted(id)));
                id = "del-" + body;
                amqp.send(id, RECEIPT, new DeliveryAnnotations(annotation), named(id), data(Samples.submitted(id)));
                id = "foot-" + body;
                amqp.send(id, RECEIPT, named(id), data(Samples.submitted(id)), new Footer(annotation));
            }
        }
        assertThat(answers()).isEqualTo(expected);
    }

    @Test
    void refusesBodiesOfOtherTypesThanTextAndBytesAndParksThem() throws Exception {
        int parked = 0;
        try (Amqp amqp = new Amqp()) {
            for (Map.Entry<String, Object> type : AmqpTypes.every().entrySet()) {
                String id = "value-" + type.getKey();
                boolean text = List.of("string", "binary").contains(type.getKey());
                String code = type.getKey().equals("binary") ? "HUB-112" : text ? "HUB-100" : "HUB-109";
                amqp.send(id, code, named(id), new AmqpValue(type.getValue()));
                parked += text ? 0 : 1;
                List<Object> list = new ArrayList<>();
                list.add(type.getValue());
                amqp.send("seq-" + type.getKey(), "HUB-109", named("seq-" + type.getKey()), new AmqpSequence(list));
                parked++;
            }
            amqp.send("no-body", "HUB-109", named("no-body"));
            String whole = Samples.submitted("parts");
            amqp.send(
                    "parts",
                    RECEIPT,
                    new Header(),
                    named("parts"),
                    data(whole.substring(0, 10)),
                    data(""),
                    data(whole.substring(10)));
            amqp.send("as-value", RECEIPT, named("as-value"), new AmqpValue(Samples.submitted("as-value")));
            amqp.send(
                    "as-binary",
                    RECEIPT,
                    named("as-binary"),
                    new AmqpValue(new Binary(Samples.utf8(Samples.submitted("as-binary")))));
        }
        assertThat(answers()).isEqualTo(expected);
        areParked(parked + 1);
    }

    @Test
    void correlatesByIdsOfEveryTypeAndGivesThemBackAsWhatTheyWere() throws Exception {
        List<Object> ids =
                List.of("plain", "ID:known", AmqpTypes.ID, UnsignedLong.valueOf(7), new Binary(new byte[] {1, 2}));
        try (Amqp amqp = new Amqp()) {
            for (int i = 0; i < ids.size(); i++) {
                Properties properties = new Properties();
                properties.setMessageId(ids.get(i));
                amqp.send("m" + i, RECEIPT, properties, data(Samples.submitted("m" + i)));
                properties = new Properties();
                properties.setCorrelationId(ids.get(i));
                amqp.send("c" + i, RECEIPT, properties, data(Samples.submitted("c" + i)));
            }
        }
        List<String> correlations = new ArrayList<>();
        try (JMSContext agency = broker.amqp(IngressStack.CORE).createContext();
                JMSConsumer receipts = agency.createConsumer(agency.createQueue(RECEIPTS))) {
            for (int i = 0; i < expected.size(); i++) {
                Message answer = receipts.receive(LONG);
                assertThat(answer).as("answer " + i).isNotNull();
                correlations.add(answer.getJMSCorrelationID());
            }
        }
        assertThat(correlations)
                .containsExactlyInAnyOrder(
                        "plain",
                        "plain",
                        "ID:known",
                        "ID:known",
                        "ID:AMQP_UUID:" + AmqpTypes.ID,
                        "ID:AMQP_UUID:" + AmqpTypes.ID,
                        "ID:AMQP_ULONG:7",
                        "ID:AMQP_ULONG:7",
                        "ID:AMQP_BINARY:0102",
                        "ID:AMQP_BINARY:0102");
    }

    private static Map<String, Object> binary(String prefix, String id) {
        ObjectNode event = Samples.example("submitted");
        Map<String, Object> properties = new HashMap<>();
        for (String name : List.of("specversion", "source", "type", "subject")) {
            properties.put(prefix + name, event.path(name).asText());
        }
        properties.put(prefix + "id", id);
        properties.put(
                prefix + "time", new Date(Instant.parse("2026-11-23T02:00:00Z").toEpochMilli()));
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudEvents:", "cloudEvents_"})
    void takesTheBinaryModeWithAttributesInTheirAmqpTypes(String prefix) throws Exception {
        String body = Samples.example("submitted").path("data").toString();
        try (Amqp amqp = new Amqp()) {
            Properties json = named("typed");
            json.setContentType(Symbol.valueOf("application/json"));
            Map<String, Object> typed = binary(prefix, "typed");
            typed.put(prefix + "flag", true);
            typed.put(prefix + "count", UnsignedInteger.MAX_VALUE);
            typed.put(prefix + "raw", new Binary(new byte[] {1}));
            typed.put(prefix + "symbol", Symbol.valueOf("s"));
            typed.put(prefix + "nothing", null);
            amqp.send("typed", RECEIPT, json, new ApplicationProperties(typed), data(body));

            Map<String, Object> uuid = binary(prefix, "x");
            uuid.put(prefix + "id", AmqpTypes.ID);
            amqp.send("uuid", RECEIPT, named("uuid"), new ApplicationProperties(uuid), data(body));

            for (String odd : List.of("list", "map", "double", "array", "described")) {
                Map<String, Object> wrong = binary(prefix, "x");
                wrong.put(prefix + "time", AmqpTypes.every().get(odd));
                amqp.send(odd, "HUB-101", named(odd), new ApplicationProperties(wrong), data(body));
            }
            Map<String, Object> early = binary(prefix, "x");
            early.put(prefix + "time", new Date(Long.MIN_VALUE));
            amqp.send("early", "HUB-101", named("early"), new ApplicationProperties(early), data(body));

            Map<String, Object> twice = binary("cloudEvents:", "one");
            twice.put("cloudEvents_id", "other");
            amqp.send("twice", "HUB-106", named("twice"), new ApplicationProperties(twice), data(body));

            Properties structured = named("both");
            structured.setContentType(Symbol.valueOf("application/cloudevents+json; charset=utf-8"));
            amqp.send(
                    "both",
                    RECEIPT,
                    structured,
                    new ApplicationProperties(binary(prefix, "ignored")),
                    data(Samples.submitted("both")));
        }
        assertThat(answers()).isEqualTo(expected);
        assertThat(hub.acceptance().accepted()).containsExactly("typed", AmqpTypes.ID.toString(), "both");
        assertThat(hub.acceptance().reached().getFirst().message().time())
                .isEqualTo(Instant.parse("2026-11-23T02:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"false,0", "true,0", "false,150000", "true,150000"})
    void answersEveryKindOfCoreMessage(boolean packed, int padding) throws Exception {
        BrokerUsers.Credentials user = broker.user(IngressStack.CORE);
        int parked = 0;
        try (ServerLocator locator =
                        ActiveMQClient.createServerLocator(broker.address() + "?compressLargeMessages=" + packed);
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session =
                        factory.createSession(user.user(), user.password(), false, true, true, false, 0);
                ClientProducer producer = session.createProducer(IN)) {
            // What a client says is embedded, 7 and 8, the broker takes apart itself, and tells the client if it
            // cannot.
            for (int type : new int[] {0, 1, 2, 3, 4, 5, 6, 9, -1}) {
                String id = "type-" + type;
                ClientMessage message = session.createMessage((byte) type, true);
                message.getBodyBuffer().writeBytes(Samples.utf8(Samples.submitted(id) + " ".repeat(padding)));
                message.setCorrelationID(id);
                message.putByteProperty("odd", (byte) 1);
                message.putCharProperty("char", 'ế');
                message.putStringProperty("none", (String) null);
                message.putBytesProperty("raw", new byte[] {1});
                message.putDoubleProperty("real", Double.NaN);
                producer.send(message);
                boolean bytes = type == 0 || type == 4;
                expected.put(id, bytes ? RECEIPT : type == 3 ? "HUB-100" : "HUB-109");
                parked += bytes ? 0 : 1;
            }
            ClientMessage raw = session.createMessage((byte) 4, true);
            raw.setCorrelationID(new byte[] {1, 2});
            raw.getBodyBuffer().writeBytes(Samples.utf8(Samples.submitted("raw") + " ".repeat(padding)));
            producer.send(raw);
            expected.put("ID:AMQP_BINARY:0102", RECEIPT);
            ClientMessage lie = session.createMessage((byte) 4, true);
            lie.setCorrelationID("lie");
            lie.putBooleanProperty(Queues.AMQP_ENCODED, true);
            lie.getBodyBuffer().writeBytes(Samples.utf8(Samples.submitted("lie") + " ".repeat(padding)));
            producer.send(lie);
            expected.put("lie", "HUB-100");
            ClientMessage last = session.createMessage((byte) 3, true);
            last.setCorrelationID("last");
            last.getBodyBuffer()
                    .writeNullableSimpleString(SimpleString.of(Samples.submitted("last") + " ".repeat(padding)));
            producer.send(last);
            expected.put("last", RECEIPT);
        }
        assertThat(answers()).isEqualTo(expected);
        // texts that are none, and what only pretends to be AMQP, too
        areParked(parked + 1);
    }

    /** Sizes around 100 KiB (large messages), half of it (large texts), the journal's buffer, and the longest message. */
    @ParameterizedTest
    @CsvSource({"CORE,false", "CORE,true", "AMQP,false"})
    void takesMessagesOnBothSidesOfEveryThreshold(String wire, boolean packed) throws Exception {
        int[] thresholds = {51_200, 102_400, 250_880, 501_760, 524_288, 1 << 20};
        ConnectionFactory factory = wire.equals("AMQP")
                ? broker.amqp(IngressStack.CORE)
                : broker.core(IngressStack.CORE, "?compressLargeMessages=" + packed);
        try (JMSContext agency = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int threshold : thresholds) {
                for (int change : new int[] {-300, -1, 0, 1, 300}) {
                    for (boolean text : new boolean[] {true, false}) {
                        String id = (text ? "text-" : "bytes-") + (threshold + change);
                        String event = Samples.submitted(id);
                        String body = event + " ".repeat(threshold + change - Samples.utf8(event).length);
                        Message message = text ? agency.createTextMessage(body) : bytes(agency, Samples.utf8(body));
                        message.setJMSCorrelationID(id);
                        agency.createProducer().send(agency.createQueue(IN), message);
                        expected.put(id, threshold + change > 1 << 20 ? "HUB-108" : RECEIPT);
                    }
                }
                agency.commit();
            }
        }
        assertThat(answers()).isEqualTo(expected);
    }

    private static Message bytes(JMSContext agency, byte[] body) throws JMSException {
        jakarta.jms.BytesMessage message = agency.createBytesMessage();
        message.writeBytes(body);
        return message;
    }

    @Test
    void refusesWhatUnpacksToFarMoreThanItMayAndGoesOn() throws Exception {
        try (JMSContext agency =
                broker.core(IngressStack.CORE, "?compressLargeMessages=true").createContext()) {
            byte[] zeros = new byte[7 << 20];
            for (Message message : List.of(bytes(agency, zeros), agency.createTextMessage("0".repeat(3_500_000)))) {
                String id = UUID.randomUUID().toString();
                message.setJMSCorrelationID(id);
                agency.createProducer().send(agency.createQueue(IN), message);
                expected.put(id, "HUB-108");
            }
            TextMessage good = agency.createTextMessage(Samples.submitted("good"));
            good.setJMSCorrelationID("good");
            agency.createProducer().send(agency.createQueue(IN), good);
            expected.put("good", RECEIPT);
        }
        assertThat(answers()).isEqualTo(expected);
    }
}
