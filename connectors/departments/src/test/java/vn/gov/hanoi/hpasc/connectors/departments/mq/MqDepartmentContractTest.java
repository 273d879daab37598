package vn.gov.hanoi.hpasc.connectors.departments.mq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.testkit.ConnectorContract;
import vn.gov.hanoi.hpasc.connectors.testkit.DeliveryBuilder;
import vn.gov.hanoi.hpasc.simulators.department.QueueDepartment;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Desk;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

class MqDepartmentContractTest extends ConnectorContract {

    private static final String QUEUE = "hpasc.out.H26.13";

    @TempDir
    Path folder;

    private TestBroker broker;
    private JmsPoolConnectionFactory pool;
    private QueueDepartment department;

    @Override
    protected SimulatedSystem start() {
        broker = TestBroker.start(folder.resolve("broker-" + System.nanoTime()));
        pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(broker.connections());
        department = QueueDepartment.start("H26.13", broker.connections());
        return new DepartmentAndItsBroker();
    }

    @AfterEach
    void closePool() {
        pool.stop();
    }

    @Override
    protected Destination destination() {
        return DeliveryBuilder.aDestination(Transport.MQ, null);
    }

    @Override
    protected RoutesBuilder routes(Destination destination) {
        return new MqDepartmentConfiguration().mqDepartments(new Destinations(List.of(destination)), pool);
    }

    @Override
    protected void awaitEffect(String key) {
        await().until(() -> department.intake().byKey(key).isPresent());
    }

    @Test
    void aBrokerThatIsDownIsToldAsSuch() {
        broker.down();

        assertThat(attempt(aDelivery().build()).isUnavailable().code()).isEqualTo(ErrorCode.BROKER_UNAVAILABLE);
    }

    @Test
    void theBrokerDropsARepeatBeforeTheDepartmentSeesIt() throws Exception {
        department.goDown();
        Delivery delivery = aDelivery().build();

        attempt(delivery).accepted();
        attempt(delivery).accepted();

        assertThat(drain()).hasSize(1);
    }

    @Test
    void messagesWaitOnDiskWhileDepartmentAndBrokerAreAway() {
        department.goDown();
        Delivery delivery = aDelivery().build();
        attempt(delivery).accepted();
        broker.down();
        broker.up();
        department.comeBack();

        awaitEffect(delivery.key().toString());
    }

    @Test
    void theMessageIsBytesWithKeySequenceAndContentTypeAndNothingOfTheHubsOwn() throws Exception {
        department.goDown();
        Delivery delivery = aDelivery().sequence(3).build();
        camel().createProducerTemplate()
                .requestBodyAndHeader("direct:connector.land-office", delivery, "HubSecret", "khong-duoc-lo");

        Message message = drain().getFirst();

        assertThat(message).isInstanceOf(BytesMessage.class);
        assertThat(new String(message.getBody(byte[].class), StandardCharsets.UTF_8))
                .contains("\"exchangeid\":\"" + delivery.exchangeId() + "\"");
        assertThat(message.getStringProperty("idempotencykey"))
                .isEqualTo(delivery.key().toString());
        assertThat(message.getStringProperty("exchangeid"))
                .isEqualTo(delivery.exchangeId().toString());
        assertThat(message.getLongProperty("sequence")).isEqualTo(3);
        assertThat(message.getStringProperty("JMS_AMQP_ContentType")).startsWith("application/cloudevents+json");
        assertThat(message.propertyExists("HubSecret")).isFalse();
    }

    @Test
    void aDepartmentThatLosesItsConnectionAfterTakingGetsItAgainWithOneEffect() {
        department.script().next(new Behaviour.TakeThen(new Behaviour.Reset()));
        Delivery delivery = aDelivery().build();

        attempt(delivery).accepted();

        await().untilAsserted(() -> assertThat(department.intake().all())
                .singleElement()
                .satisfies(received -> assertThat(received.repeats()).isEqualTo(1)));
    }

    private List<Message> drain() throws Exception {
        try (Connection connection = broker.connections().createConnection()) {
            connection.start();
            var consumer = connection.createSession(Session.AUTO_ACKNOWLEDGE).createConsumer(new ActiveMQQueue(QUEUE));
            var messages = new ArrayList<Message>();
            for (Message next = consumer.receive(3_000); next != null; next = consumer.receive(300)) {
                messages.add(next);
            }
            return messages;
        }
    }

    /** For a connector it is the broker that is there or not. */
    private final class DepartmentAndItsBroker implements SimulatedSystem {
        @Override
        public Desk desk() {
            return department.desk();
        }

        @Override
        public void goDown() {
            broker.down();
        }

        @Override
        public void comeBack() {
            broker.up();
        }

        @Override
        public void close() {
            department.close();
            broker.close();
        }
    }
}
