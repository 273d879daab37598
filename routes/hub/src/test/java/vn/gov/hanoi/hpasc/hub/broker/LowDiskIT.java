package vn.gov.hanoi.hpasc.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.util.unit.DataSize;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** A broker for whose liking no disk has enough room: senders are told so, where they once waited without an end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LowDiskIT {

    private static final AgencyCode AGENCY = new AgencyCode("H26.13");
    private static final DataSize MORE_THAN_THERE_IS = DataSize.ofTerabytes(1_000_000);

    @TempDir
    Path folder;

    private BrokerUsers users;
    private HubBroker broker;

    @BeforeEach
    void start() throws Exception {
        users = new BrokerUsers(folder.resolve("brokers"));
        users.ensure(AGENCY.value());
        broker = new HubBroker(
                new BrokerSettings(
                        folder.resolve("artemis"),
                        "127.0.0.1",
                        0,
                        DataSize.ofMegabytes(100),
                        Duration.ofNanos(500_000),
                        MORE_THAN_THERE_IS,
                        null),
                users);
        broker.start();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private ConnectionFactory agency(String wire) {
        BrokerUsers.Credentials login = users.find(AGENCY.value()).orElseThrow();
        return wire.equals("amqp")
                ? new JmsConnectionFactory(login.user(), login.password(), "amqp://127.0.0.1:" + broker.port())
                : new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.port(), login.user(), login.password());
    }

    private ConnectionFactory hub() {
        BrokerUsers.Credentials login = users.ensure(BrokerUsers.HUB);
        return new ActiveMQConnectionFactory(broker.inVmUrl(), login.user(), login.password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "amqp"})
    void tellsAnAgencyThatItsMessageWasNotTaken(String wire) {
        try (JMSContext agency = agency(wire).createContext()) {
            JMSProducer producer = agency.createProducer();

            assertThatThrownBy(() -> producer.send(agency.createQueue(Queues.in(AGENCY)), "a message"))
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining("short of disk");
        }
        assertThat(broker.waiting(Queues.in(AGENCY))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "amqp"})
    void undoesTheTransactionOfAMessageThatWasNotTaken(String wire) {
        try (JMSContext agency = agency(wire).createContext(JMSContext.SESSION_TRANSACTED)) {
            assertThatThrownBy(() -> {
                        agency.createProducer().send(agency.createQueue(Queues.in(AGENCY)), "a message");
                        agency.commit();
                    })
                    .isInstanceOf(JMSRuntimeException.class);
        }
        assertThat(broker.waiting(Queues.in(AGENCY))).isZero();
    }

    @Test
    void goesOnCarryingTheHubsOwnMessagesThatNeedNoDisk() {
        try (JMSContext hub = hub().createContext()) {
            hub.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .send(hub.createQueue(Queues.delivery("land-office")), "1:1");

            assertThat(hub.createConsumer(hub.createQueue(Queues.delivery("land-office")))
                            .receiveBody(String.class, 5_000))
                    .isEqualTo("1:1");
            JMSProducer durable = hub.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
            assertThatThrownBy(() -> durable.send(hub.createQueue(Queues.out(AGENCY)), "a delivery"))
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining("short of disk");
        }
    }

    @Test
    void saysInHealthWhatIsWrongAndWhatToDo() throws Exception {
        BrokerHealthIndicator indicator =
                new BrokerHealthIndicator(BrokerTrust.own(), new BrokerRoundTrip(hub()), broker);

        Health low = indicator.health();
        assertThat(low.getStatus()).isEqualTo(Status.DOWN);
        assertThat(low.getDetails().get("problem")).asString().contains("MB of disk are free at");
        assertThat(low.getDetails().get("action")).asString().contains("make room");

        broker.close();
        assertThat(indicator.health().getDetails().get("problem")).isEqualTo("the broker does not run");
    }
}
