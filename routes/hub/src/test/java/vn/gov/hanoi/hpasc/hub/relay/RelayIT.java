package vn.gov.hanoi.hpasc.hub.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.hub.accept.AcceptNode;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.broker.BrokerSettings;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;
import vn.gov.hanoi.hpasc.hub.delivery.DeliveryStage;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.health.HealthProperties;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.line.Claims;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.Handover;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** Relay and delivery on a real PostgreSQL and a real broker; accept only writes, so that the sweeper has to find all. */
class RelayIT {

    private static final List<String> QUEUED = List.of("hpasc-core", "land-office", "construction", "planning");
    private static final int WINDOW = 20;

    @TempDir
    Path folder;

    private final Map<String, Processor> connectors = new HashMap<>();
    private final List<Delivery> calls = new CopyOnWriteArrayList<>();
    private final HealthProperties rest = new HealthProperties(Duration.ofMillis(100), Duration.ofMillis(500), 10);
    private final Claims claims = new Claims(Duration.ofSeconds(1), City.destinations());
    private final DestinationHealth health =
            new DestinationHealth(City.destinations(), rest, Clock.systemUTC(), new SimpleMeterRegistry());
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private int port;
    private BrokerUsers users;
    private HubBroker broker;
    private JmsPoolConnectionFactory pool;
    private AcceptNode node;
    private Rows rows;
    private BrokerOutbox outbox;
    private Sweeper sweeper;
    private DeliveryStage stage;

    @BeforeEach
    void start() throws Exception {
        port = FreePorts.next();
        users = new BrokerUsers(folder.resolve("brokers"));
        startBroker();
        node = AcceptNode.on(SharedPostgres.migrated(), Clock.systemUTC());
        node.outbox.size(0);
        rows = new Rows(node.ownerPool);
        QUEUED.forEach(name ->
                connectors.put(name, exchange -> exchange.getMessage().setBody(new DeliveryOutcome.Accepted(null))));
        RelayProperties relay = new RelayProperties(WINDOW, Duration.ofMillis(100), Duration.ofSeconds(1));
        Windows windows = new Windows(relay.window(), City.destinations().all(), health);
        camel.addComponent("jms", jms());
        outbox = new BrokerOutbox(windows, new Handover(), camel.createProducerTemplate());
        sweeper = new Sweeper(node.transactions, windows, outbox, health, claims, relay, Clock.systemUTC());
        camel.addRoutes(new RelayRoutes(City.destinations()));
        stage = new DeliveryStage(camel, node, outbox, health, claims);
        camel.addRoutes(connectorRoutes());
        camel.start();
    }

    private void startBroker() throws Exception {
        broker = new HubBroker(BrokerSettings.under(folder, "127.0.0.1", port), users);
        broker.start();
    }

    private JmsComponent jms() {
        BrokerUsers.Credentials hub = users.ensure(BrokerUsers.HUB);
        ActiveMQConnectionFactory artemis =
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port, hub.user(), hub.password());
        artemis.setReconnectAttempts(0);
        pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(artemis);
        JmsComponent jms = JmsComponent.jmsComponent(pool);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setAsyncStartListener(true);
        jms.setTestConnectionOnStartup(false);
        jms.setRecoveryInterval(200);
        jms.setDisableReplyTo(true);
        return jms;
    }

    private RouteBuilder connectorRoutes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                QUEUED.forEach(name -> from(ConnectorRoute.endpointOf(name))
                        .routeId(ConnectorRoute.idOf(name))
                        .process(exchange -> {
                            calls.add(exchange.getMessage().getMandatoryBody(Delivery.class));
                            connectors.get(name).process(exchange);
                        }));
            }
        };
    }

    @AfterEach
    void stop() throws Exception {
        sweeper.close();
        camel.stop();
        stage.close();
        outbox.close();
        pool.stop();
        node.close();
        broker.close();
    }

    private void accept(int dossiers, String procedure, String handledBy) {
        List<DossierMessage> messages = new ArrayList<>();
        for (int i = 0; i < dossiers; i++) {
            DossierMessage submission = aSubmission(
                            aDossier().procedure(procedure, "Thủ tục").handledBy(handledBy))
                    .build();
            messages.add(submission);
            for (int n = 0; n < 3; n++) {
                messages.add(aMessage()
                        .about(submission.subject())
                        .with(MessageType.SUPPLEMENTED, new Supplemented(List.of(), null, null, null))
                        .build());
            }
        }
        assertThat(node.acceptInOrder(messages, true))
                .allSatisfy(result -> assertThat(result).isInstanceOf(AcceptResult.Receipted.class));
    }

    private long unfinished(String destination) {
        return rows.count("select count(*) from delivery where finished_at is null and destination = ?", destination);
    }

    private void assertInOrder(String destination, int dossiers) {
        Map<String, List<Long>> firstSeen = new HashMap<>();
        for (Delivery call : calls) {
            if (call.destination().name().equals(destination)) {
                List<Long> seen = firstSeen.computeIfAbsent(call.dossierCode(), code -> new ArrayList<>());
                if (!seen.contains(call.sequence())) {
                    seen.add(call.sequence());
                }
            }
        }
        assertThat(firstSeen).hasSize(dossiers);
        assertThat(firstSeen.values()).allSatisfy(seen -> assertThat(seen).containsExactly(1L, 2L, 3L, 4L));
    }

    @Test
    void bringsEverythingToItsDestinationInOrderWithOneCallEach() {
        accept(30, "1.012753", "H26.13");
        accept(30, "1.013225", "H26.19");

        sweeper.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> unfinished("land-office") + unfinished("construction") == 0);
        assertInOrder("land-office", 30);
        assertInOrder("construction", 30);
        assertThat(calls).hasSize(60 * 4);
    }

    @Test
    void asksTheBrokerToWriteNothingToItsDisk() throws Exception {
        camel.getRouteController().stopRoute("delivery.land-office");

        outbox.dispatch(List.of(new Dispatch("land-office", UUID.randomUUID(), 1)));

        await().untilAsserted(() ->
                assertThat(deliveryModes("hub.delivery.land-office")).containsExactly(DeliveryMode.NON_PERSISTENT));
    }

    private List<Integer> deliveryModes(String queue) throws JMSException {
        try (Connection connection = pool.createConnection();
                Session session = connection.createSession();
                QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            connection.start();
            List<Integer> modes = new ArrayList<>();
            for (Object message : Collections.list(browser.getEnumeration())) {
                modes.add(((Message) message).getJMSDeliveryMode());
            }
            return modes;
        }
    }

    @Test
    void deliversEverythingInOrderAlthoughTheBrokerLosesItsMemory() throws Exception {
        accept(30, "1.012753", "H26.13");
        sweeper.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> calls.size() >= 20);

        broker.close();
        accept(5, "1.012753", "H26.13");
        startBroker();

        await().atMost(Duration.ofSeconds(60)).until(() -> unfinished("land-office") == 0);
        assertInOrder("land-office", 35);
        assertThat(calls.stream().map(Delivery::exchangeId).distinct()).hasSize(35 * 4);
    }

    @Test
    void makesNoCallAgainWhoseOutcomeADiskThatIsFullCouldNotTake() {
        accept(4, "1.012753", "H26.13");
        rows.run("""
                create function no_space() returns trigger language plpgsql as $$
                begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$""");
        rows.run(
                "create trigger no_space_left before insert on ledger_entry for each statement execute function no_space()");

        sweeper.start();
        await().until(() -> calls.size() == 2);
        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(8)).until(() -> calls.size() == 2);
        rows.run("drop trigger no_space_left on ledger_entry");

        await().atMost(Duration.ofSeconds(60)).until(() -> unfinished("land-office") == 0);
        assertInOrder("land-office", 4);
        assertThat(calls).hasSize(4 * 4);
    }

    @Test
    void letsNoMoreBeWithTheBrokerThanTheWindowHolds() throws Exception {
        CountDownLatch answering = new CountDownLatch(1);
        Processor accepting = connectors.get("land-office");
        connectors.put("land-office", exchange -> {
            answering.await();
            accepting.process(exchange);
        });
        accept(60, "1.012753", "H26.13");

        sweeper.start();
        await().until(() -> calls.size() == 2);
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> rows.count(
                                "select count(*) from delivery where destination = 'land-office' and state = 'in-flight'")
                        == WINDOW);
        answering.countDown();

        await().atMost(Duration.ofSeconds(60)).until(() -> unfinished("land-office") == 0);
        assertInOrder("land-office", 60);
    }

    @Test
    void probesADestinationThatIsDownAndGoesOnByItselfWhileOthersAreServed() {
        Processor accepting = connectors.get("construction");
        connectors.put("construction", exchange -> {
            throw new DestinationUnavailable(ErrorCode.CONNECTION_REFUSED, "refused", null, null);
        });
        accept(20, "1.013225", "H26.19");
        accept(20, "1.012753", "H26.13");

        sweeper.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> unfinished("land-office") == 0);
        assertInOrder("land-office", 20);
        assertThat(unfinished("construction")).isEqualTo(80);
        assertThat(health.calling("construction")).isFalse();
        connectors.put("construction", accepting);

        await().atMost(Duration.ofSeconds(60)).until(() -> unfinished("construction") == 0);
        assertInOrder("construction", 20);
        assertThat(rows.count("select count(*) from delivery where state = 'parked'"))
                .isZero();
    }
}
