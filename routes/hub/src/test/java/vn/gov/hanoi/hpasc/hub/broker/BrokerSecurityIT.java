package vn.gov.hanoi.hpasc.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

class BrokerSecurityIT {

    private static final AgencyCode DEPARTMENT = new AgencyCode("H26");
    private static final AgencyCode WARD = new AgencyCode("H26.103");
    private static final long WAIT = 5_000;
    private static final long NOT_LONG = 200;

    /** The protocols agencies may speak. */
    enum Wire {
        CORE {
            @Override
            ConnectionFactory factory(int port, String user, String password) {
                return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port, user, password);
            }
        },
        AMQP {
            @Override
            ConnectionFactory factory(int port, String user, String password) {
                return new JmsConnectionFactory(user, password, "amqp://127.0.0.1:" + port);
            }
        };

        abstract ConnectionFactory factory(int port, String user, String password);
    }

    @TempDir
    Path folder;

    private BrokerUsers users;
    private HubBroker broker;

    @BeforeEach
    void start() throws Exception {
        users = new BrokerUsers(folder.resolve("brokers"));
        users.ensure(DEPARTMENT.value());
        users.ensure(WARD.value());
        restart();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void carriesMessagesOfAnAgencyToTheHubAndBack(Wire wire) throws JMSException {
        try (JMSContext agency = as(wire, DEPARTMENT);
                JMSContext hub = hub()) {
            agency.createProducer().send(agency.createQueue(Queues.in(DEPARTMENT)), "in");
            assertThat(textOf(hub, Queues.in(DEPARTMENT))).isEqualTo("in");

            hub.createProducer().send(hub.createQueue(Queues.out(DEPARTMENT)), "out");
            hub.createProducer().send(hub.createQueue(Queues.receipts(DEPARTMENT)), "receipt");
            assertThat(textOf(agency, Queues.out(DEPARTMENT))).isEqualTo("out");
            assertThat(textOf(agency, Queues.receipts(DEPARTMENT))).isEqualTo("receipt");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CORE, hpasc.in.H26.103", "AMQP, hpasc.in.H26.103",
        "CORE, hpasc.out.H26", "AMQP, hpasc.out.H26",
        "CORE, hpasc.receipts.H26", "AMQP, hpasc.receipts.H26",
        "CORE, hpasc.in.H26.999", "AMQP, hpasc.in.H26.999",
        "CORE, hub.delivery.land-registry", "AMQP, hub.delivery.land-registry",
        "CORE, activemq.management", "AMQP, activemq.management"
    })
    void refusesAMessageToAnyOtherAddress(Wire wire, String address) throws JMSException {
        try (JMSContext agency = as(wire, DEPARTMENT)) {
            assertThatThrownBy(() -> agency.createProducer().send(agency.createQueue(address), "intruder"))
                    .isInstanceOf(JMSRuntimeException.class);
        }
        try (JMSContext hub = hub()) {
            assertThat(hub.createConsumer(hub.createQueue(address)).receive(NOT_LONG))
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CORE, hpasc.out.H26.103", "AMQP, hpasc.out.H26.103",
        "CORE, hpasc.receipts.H26.103", "AMQP, hpasc.receipts.H26.103",
        "CORE, hpasc.in.H26", "AMQP, hpasc.in.H26",
        "CORE, hpasc.out.*", "AMQP, hpasc.out.*",
        "CORE, hpasc.out.#", "AMQP, hpasc.out.#",
        "CORE, hpasc.out.H26::hpasc.out.H26.103", "AMQP, hpasc.out.H26::hpasc.out.H26.103",
        "CORE, hpasc.rejected", "AMQP, hpasc.rejected"
    })
    void refusesToShowAnyOtherQueue(Wire wire, String queue) {
        try (JMSContext agency = as(wire, DEPARTMENT)) {
            assertThatThrownBy(() -> agency.createConsumer(agency.createQueue(queue)))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void refusesToBrowseToCreateAndToSubscribe(Wire wire) {
        try (JMSContext agency = as(wire, DEPARTMENT)) {
            assertThatThrownBy(() -> agency.createBrowser(agency.createQueue(Queues.out(DEPARTMENT)))
                            .getEnumeration()
                            .hasMoreElements())
                    .isInstanceOfAny(JMSRuntimeException.class, JMSException.class);
        }
        try (JMSContext agency = as(wire, DEPARTMENT)) {
            assertThatThrownBy(() -> agency.createConsumer(agency.createTemporaryQueue()))
                    .isInstanceOf(JMSRuntimeException.class);
        }
        try (JMSContext agency = as(wire, DEPARTMENT)) {
            assertThatThrownBy(() -> agency.createConsumer(agency.createTopic(Queues.out(WARD))))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void letsNobodyInWithoutThePasswordOfItsUser(Wire wire) {
        String ward = password(WARD);
        assertThatThrownBy(() -> open(wire.factory(broker.port(), "H26", "guess")))
                .isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> open(wire.factory(broker.port(), "H26", ward)))
                .isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> open(wire.factory(broker.port(), "H99", "guess")))
                .isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> open(wire.factory(broker.port(), null, null))).isInstanceOf(JMSRuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void keepsWhatAnAgencySentEvenIfItAskedForNeitherDurabilityNorTime(Wire wire) throws Exception {
        try (JMSContext agency = as(wire, DEPARTMENT)) {
            agency.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(1)
                    .send(agency.createQueue(Queues.in(DEPARTMENT)), "careless");
            // A durable one behind it: when that is confirmed, the first has arrived too.
            agency.createProducer().send(agency.createQueue(Queues.in(DEPARTMENT)), "careful");
        }

        restart();

        try (JMSContext hub = hub()) {
            Message first =
                    hub.createConsumer(hub.createQueue(Queues.in(DEPARTMENT))).receive(WAIT);
            assertThat(AgencyMessage.of(first).text()).isEqualTo("careless");
            assertThat(first.getJMSExpiration()).isZero();
            assertThat(first.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        }
    }

    @Test
    void recognisesARepeatedSendAfterARestart() throws Exception {
        sendOnce("delivery-1");
        restart();
        sendOnce("delivery-1");
        sendOnce("delivery-2");

        try (JMSContext hub = hub()) {
            assertThat(textOf(hub, Queues.delivery("land-office"))).isEqualTo("delivery-1");
            assertThat(textOf(hub, Queues.delivery("land-office"))).isEqualTo("delivery-2");
        }
    }

    @Test
    void deliversAMessageAgainHoweverOftenItFailed() throws JMSException {
        try (JMSContext hub = hub()) {
            hub.createProducer().send(hub.createQueue(Queues.delivery("land-office")), "stubborn");
        }
        try (JMSContext failing = hub().createContext(JMSContext.SESSION_TRANSACTED)) {
            IntStream.range(0, 30).forEach(attempt -> {
                assertThat(textOf(failing, Queues.delivery("land-office"))).isEqualTo("stubborn");
                failing.rollback();
            });
        }
    }

    @Test
    void keepsPasswordsFromOtherUsersOfTheMachine() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("brokers"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("brokers/H26.103.properties"))))
                .isEqualTo("rw-------");
    }

    private void sendOnce(String id) throws JMSException {
        try (JMSContext hub = hub()) {
            TextMessage message = hub.createTextMessage(id);
            message.setStringProperty("_AMQ_DUPL_ID", id);
            hub.createProducer().send(hub.createQueue(Queues.delivery("land-office")), message);
        }
    }

    private void restart() throws Exception {
        if (broker != null) {
            broker.close();
        }
        broker = new HubBroker(BrokerSettings.under(folder, "127.0.0.1", 0), users);
        broker.start();
    }

    private JMSContext as(Wire wire, AgencyCode agency) {
        return open(wire.factory(broker.port(), agency.value(), password(agency)));
    }

    private JMSContext hub() {
        return open(new ActiveMQConnectionFactory(
                broker.inVmUrl(), BrokerUsers.HUB, users.ensure(BrokerUsers.HUB).password()));
    }

    private String password(AgencyCode agency) {
        return users.find(agency.value()).orElseThrow().password();
    }

    private static JMSContext open(ConnectionFactory factory) {
        JMSContext context = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        context.start();
        return context;
    }

    private static String textOf(JMSContext context, String queue) {
        try (var consumer = context.createConsumer(context.createQueue(queue))) {
            Message message = consumer.receive(WAIT);
            assertThat(message).as("a message in " + queue).isNotNull();
            return AgencyMessage.of(message).text();
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }
}
