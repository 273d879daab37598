package vn.gov.hanoi.hpasc.hub.queued;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryKey;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.hub.accept.AcceptNode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerBoots;
import vn.gov.hanoi.hpasc.hub.broker.BrokerSettings;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.queued.QueuedMessages.PutDelivery;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** Lost, older and whole journals of a real broker, with what PostgreSQL knows of its queues. */
class QueueRecoveryIT {

    private static final String OUT = "hpasc.out.H26.20";
    private static final String RECEIPTS = "hpasc.receipts.H26.20";
    private static final String KEY = "key";
    private static final long SOON = 500;

    @TempDir
    Path folder;

    private final int port = FreePorts.next();
    private final QueuedMessages messages = new QueuedMessages();
    private final List<String> keys = new ArrayList<>();
    private final List<UUID> exchanges = new ArrayList<>();
    private BrokerUsers users;
    private HubBroker broker;
    private AcceptNode node;
    private Rows rows;
    private QueueRecovery recovery;
    private QueueLooks looks;
    private boolean ready = true;

    @BeforeEach
    void start() throws Exception {
        users = new BrokerUsers(folder.resolve("brokers"));
        users.ensure("H26.20");
        startBroker();
        node = AcceptNode.on(SharedPostgres.migrated(), Clock.systemUTC());
        rows = new Rows(node.ownerPool);
        QueueMessageEncoder encoder = delivery -> new QueueMessageEncoder.Encoded(
                delivery.dossierCode().getBytes(StandardCharsets.UTF_8),
                Map.of(KEY, delivery.key().toString()));
        recovery = new QueueRecovery(
                node.transactions,
                messages,
                new QueuedDeliveries(City.destinations()),
                encoder,
                () -> ready,
                System::nanoTime);
        looks = new QueueLooks(factory(BrokerUsers.HUB), node.transactions, messages, recovery);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        node.close();
    }

    private void startBroker() throws Exception {
        broker = new HubBroker(BrokerSettings.under(folder, "127.0.0.1", port), users);
        broker.start();
    }

    private ActiveMQConnectionFactory factory(String user) {
        BrokerUsers.Credentials login = users.ensure(user);
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port, login.user(), login.password());
        factory.setReconnectAttempts(0);
        return factory;
    }

    /** As every new connection of the hub is shown to it. */
    private UUID opened() throws JMSException {
        try (Connection connection = factory(BrokerUsers.HUB).createConnection()) {
            return recovery.opened(connection);
        }
    }

    /** Deliveries that are recorded as put on the queue, under a start of the broker that is over. */
    private void delivered(int count) throws Exception {
        List<PutDelivery> put = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            DossierMessage message = aSubmission(
                            aDossier().procedure("1.008432", "Quy hoạch").handledBy("H26.20"))
                    .build();
            UUID exchange = node.receipt(message).exchangeId();
            exchanges.add(exchange);
            UUID key = DeliveryKey.of(message.key(), "planning");
            put.add(new PutDelivery(OUT, key, delivery(exchange), null));
            keys.add(key.toString());
        }
        rows.run("update delivery set state = 'delivered', finished_at = now() where destination = 'planning'");
        node.transactions.run(connection -> {
            messages.put(connection, put);
            return true;
        });
    }

    private UUID delivery(UUID exchange) {
        return rows.column(
                        UUID.class,
                        "select delivery_id from delivery where destination = 'planning' and exchange_id = ?",
                        exchange)
                .getFirst();
    }

    /** Takes messages as the agency does; gives their keys. */
    private List<String> consume(String queue, int most) throws JMSException {
        List<String> taken = new ArrayList<>();
        try (Connection connection = factory("H26.20").createConnection();
                Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            for (Message message; taken.size() < most && (message = consumer.receive(SOON)) != null; ) {
                taken.add(message.getStringProperty(queue.equals(OUT) ? KEY : "ceid"));
                message.acknowledge();
            }
        }
        return taken;
    }

    private void lookTwice() throws Exception {
        looks.look();
        looks.look();
    }

    private long outstanding() {
        return rows.count("select count(*) from queued_message");
    }

    @Test
    void sendsAgainWhatALostJournalHeldAndNothingThatWasConsumed() throws Exception {
        delivered(5);
        opened();
        assertThat(consume(OUT, 2)).isEqualTo(keys.subList(0, 2));
        lookTwice();
        assertThat(outstanding()).isEqualTo(3);

        broker.close();
        FileSystemUtils.deleteRecursively(folder.resolve("artemis"));
        startBroker();
        opened();

        assertThat(consume(OUT, 10)).isEqualTo(keys.subList(2, 5));
        lookTwice();
        assertThat(outstanding()).isZero();
    }

    @Test
    void sendsAgainWhatAnOlderJournalDoesNotHave() throws Exception {
        delivered(2);
        opened();
        broker.close();
        FileSystemUtils.copyRecursively(folder.resolve("artemis"), folder.resolve("backup"));
        startBroker();
        delivered(2);
        opened();

        broker.close();
        FileSystemUtils.deleteRecursively(folder.resolve("artemis"));
        FileSystemUtils.copyRecursively(folder.resolve("backup"), folder.resolve("artemis"));
        startBroker();
        opened();

        assertThat(consume(OUT, 10)).isEqualTo(keys);
    }

    @Test
    void doublesNothingWhenABrokerStartsAgainOnAWholeJournal() throws Exception {
        delivered(4);
        UUID first = opened();
        assertThat(opened()).as("the same start of the broker").isEqualTo(first);
        // consumed, which the hub has not seen yet
        assertThat(consume(OUT, 1)).isEqualTo(keys.subList(0, 1));

        broker.close();
        startBroker();

        assertThat(opened()).isNotEqualTo(first);
        assertThat(consume(OUT, 10)).isEqualTo(keys.subList(1, 4));
    }

    @Test
    void sendsReceiptsAgainWithTheSameContent() throws Exception {
        QueuedReply receipt =
                new QueuedReply(UUID.randomUUID(), "{\"id\":\"m-1\"}", "application/json", "c-1", "receipt", "m-1");
        node.transactions.run(connection -> {
            messages.put(connection, RECEIPTS, null, List.of(receipt));
            return true;
        });
        opened();
        broker.close();
        FileSystemUtils.deleteRecursively(folder.resolve("artemis"));
        startBroker();
        opened();

        assertThat(consume(RECEIPTS, 10)).containsExactly("m-1");
    }

    @Test
    void whatAReaderHoldsIsNotConsumed() throws Exception {
        delivered(3);
        opened();
        try (Connection connection = factory("H26.20").createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue(OUT))) {
            connection.start();
            assertThat(consumer.receive(10 * SOON)).isNotNull();
            lookTwice();
            assertThat(outstanding()).isEqualTo(3);
            session.commit();
        }
        lookTwice();
        assertThat(outstanding()).isEqualTo(2);
    }

    @Test
    void sendsAgainFromARestorePointWhatWasConsumed() throws Exception {
        delivered(2);
        opened();
        assertThat(consume(OUT, 2)).isEqualTo(keys);
        lookTwice();
        AgencyQueues queues = new AgencyQueues(node.transactions, messages, City.destinations(), Clock.systemUTC());

        AgencyQueues.RestorePoint one = new AgencyQueues.RestorePoint(Instant.EPOCH, exchanges.getLast());
        assertThat(queues.resend(one, "an", "the department lost its disk")).isEqualTo(1);
        assertThat(queues.all()).singleElement().satisfies(view -> {
            assertThat(view.agency()).isEqualTo("H26.20");
            assertThat(view.again()).isEqualTo(1);
        });
        looks.look();

        assertThat(consume(OUT, 10)).containsExactly(keys.getLast());
        assertThat(rows.count("select count(*) from ledger_entry where kind = 'operator' and actor = 'an'"))
                .isEqualTo(1);
    }

    @Test
    void letsNothingNewThroughBeforeItKnowsWhatWasThere() {
        ready = false;
        assertThatThrownBy(this::opened).isInstanceOf(BrokerBoots.NotYet.class);
    }
}
