package vn.gov.hanoi.hpasc.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.config.ActiveMQDefaultConfiguration;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.protocol.amqp.connect.federation.AMQPFederationConstants;
import org.apache.activemq.artemis.protocol.amqp.connect.mirror.AMQPMirrorControllerSource;
import org.apache.activemq.artemis.protocol.amqp.proton.AmqpSupport;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.guard.BrokerGuard;
import vn.gov.hanoi.hpasc.hub.broker.guard.BrokerLimits;
import vn.gov.hanoi.hpasc.hub.broker.guard.CorePacketTypes;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

/** What strangers and greedy users try at the broker's port. One broker for all cases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class BrokerGuardIT {

    private static final AgencyCode GREEDY = new AgencyCode("H26.13");
    private static final AgencyCode HONEST = new AgencyCode("H26.103");
    private static final int MEGABYTE = 1 << 20;
    private static final byte[] DATA_OF_100_MB = {0, 0x53, 0x75, (byte) 0xb0, 6, 0x40, 0, 0};
    private static final BrokerLimits LIMITS = new BrokerLimits(
            Duration.ofSeconds(4),
            200,
            150,
            DataSize.ofMegabytes(3),
            DataSize.ofMegabytes(2),
            6,
            12,
            40,
            DataSize.ofMegabytes(6),
            60,
            DataSize.ofMegabytes(12));

    /** The protocols agencies may speak. */
    enum Wire {
        CORE,
        AMQP
    }

    @TempDir
    static Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private BrokerUsers users;
    private BrokerGuard guard;
    private HubBroker broker;

    @BeforeAll
    void start() throws Exception {
        users = new BrokerUsers(folder.resolve("brokers"));
        users.ensure(GREEDY.value());
        users.ensure(HONEST.value());
        guard = new BrokerGuard(LIMITS, new SecurityEvents(registry), BrokerUsers.HUB::equals);
        broker = new HubBroker(BrokerSettings.under(folder, "127.0.0.1", 0), users, guard);
        broker.start();
    }

    @AfterAll
    void stop() throws Exception {
        broker.close();
    }

    @BeforeEach
    void empty() throws JMSException {
        taken(GREEDY);
        taken(HONEST);
    }

    @AfterEach
    void holdsNothingOfWhoIsGone() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(guard.pendingBytes(GREEDY.value())).isZero());
    }

    // ── Who gets in ─────────────────────────────────────────────────────────────────────────────────────────────────

    private static List<BrokerUsers.Credentials> defaults() {
        List<BrokerUsers.Credentials> all = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(
                ActiveMQDefaultConfiguration.getDefaultClusterUser(), "admin", "artemis", "guest", "amq", "root", ""));
        List<String> passwords = new ArrayList<>(List.of(
                ActiveMQDefaultConfiguration.getDefaultClusterPassword(),
                "admin",
                "artemis",
                "guest",
                "simetraehcapa"));
        names.addAll(List.of("hub", GREEDY.value(), "cluster", "anonymous"));
        passwords.addAll(List.of("", "hub", GREEDY.value(), "password"));
        names.forEach(name -> passwords.forEach(password -> all.add(new BrokerUsers.Credentials(name, password))));
        return all;
    }

    @Test
    void acceptsTheUsersOfItsFilesAndNobodyElse() throws Exception {
        double before = events("authentication-failed");
        for (BrokerUsers.Credentials login : defaults()) {
            assertThatThrownBy(() -> new RawCoreClient(broker.port()).login(login))
                    .as("CORE " + login + login.password())
                    .isInstanceOf(IOException.class);
            assertThat(amqpAccepts("PLAIN", login.user(), login.password()))
                    .as("AMQP " + login + login.password())
                    .isFalse();
        }
        assertThatThrownBy(() -> core(null, null).createConnection()).isInstanceOf(JMSException.class);
        for (String user : List.of("hub", GREEDY.value(), HONEST.value())) {
            BrokerUsers.Credentials login = users.ensure(user);
            try (RawCoreClient client = new RawCoreClient(broker.port())) {
                client.login(login);
            }
            assertThat(amqpAccepts("PLAIN", login.user(), login.password())).isTrue();
        }
        assertThat(events("authentication-failed") - before)
                .isGreaterThanOrEqualTo(defaults().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANONYMOUS",
                "EXTERNAL",
                "GSSAPI",
                "SCRAM-SHA-256",
                "SCRAM-SHA-512",
                "XOAUTH2",
                "OAUTHBEARER",
                "CRAM-MD5"
            })
    void acceptsNoMechanismButPlain(String mechanism) throws Exception {
        assertThat(amqpAccepts(mechanism, "", "")).isFalse();
    }

    private boolean amqpAccepts(String mechanism, String user, String password) throws IOException {
        try (RawAmqpClient client = new RawAmqpClient(broker.port(), mechanism, user, password, 16_384)) {
            return client.isAccepted();
        } catch (java.net.SocketException closed) {
            return false;
        }
    }

    @Test
    void passesTheProbeWhichLeavesNothingBehind() throws Exception {
        assertThat(probe().findings()).isEmpty();
        assertThat(new BrokerProbe(url(), users.ensure(BrokerUsers.HUB), Optional.empty(), LIMITS.messageSize())
                        .findings())
                .isEmpty();
        nothingIsIn(GREEDY);
        nothingIsLeftOnDisk();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(broker.addresses()).noneMatch(address -> address.contains("probe")));
    }

    private BrokerProbe probe() {
        return new BrokerProbe(url(), users.ensure(BrokerUsers.HUB), users.find(GREEDY.value()), LIMITS.messageSize());
    }

    private String url() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    // ── Packets and links ───────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void closesTheConnectionOnEveryOtherPacketWithoutALogin() throws Exception {
        double before = events("protocol-refused");
        int sent = 0;
        for (byte type : CorePacketTypes.all().values()) {
            for (long channel : new long[] {0, 1, 2, 3, 4, 9, 10}) {
                if (!CorePacketTypes.isAllowed(type, channel, false) && !isReattach(type, channel)) {
                    try (RawCoreClient stranger = new RawCoreClient(broker.port())) {
                        stranger.send(type, channel, new byte[64]);
                        assertThat(stranger.isClosed())
                                .as(type + " on " + channel)
                                .isTrue();
                    }
                    sent++;
                }
            }
        }
        assertThat(events("protocol-refused") - before).isEqualTo(sent);
    }

    @Test
    void closesTheConnectionOfAnAgencyAndOfTheHubOnThemToo() throws Exception {
        long[] ofTheHub = {1, 2, 3, 4};
        int turn = 0;
        for (byte type : CorePacketTypes.all().values()) {
            assertCloses(GREEDY.value(), type, RawCoreClient.SESSION);
            assertCloses(BrokerUsers.HUB, type, ofTheHub[turn++ % ofTheHub.length]);
        }
    }

    private void assertCloses(String user, byte type, long channel) throws IOException {
        if (!CorePacketTypes.isAllowed(type, channel, true) && !isReattach(type, channel)) {
            try (RawCoreClient client = new RawCoreClient(broker.port()).login(users.ensure(user))) {
                client.send(type, channel, new byte[64]);
                assertThat(client.isClosed()).as(type + " on " + channel).isTrue();
            }
        }
    }

    private static boolean isReattach(byte type, long channel) {
        return type == PacketImpl.REATTACH_SESSION && channel == 1;
    }

    @Test
    void answersReattachmentWithNo() throws Exception {
        try (RawCoreClient stranger = new RawCoreClient(broker.port())) {
            stranger.send(PacketImpl.REATTACH_SESSION, 1, new byte[32]);
            assertThat(stranger.receive()).isEqualTo(PacketImpl.REATTACH_SESSION_RESP);
        }
    }

    @Test
    void refusesLinksOfFederationMirrorsAndTunnels() throws Exception {
        List<Symbol> capabilities = List.of(
                AMQPFederationConstants.FEDERATION_CONTROL_LINK,
                AMQPFederationConstants.FEDERATION_EVENT_LINK,
                AMQPFederationConstants.FEDERATION_ADDRESS_RECEIVER,
                AMQPFederationConstants.FEDERATION_QUEUE_RECEIVER,
                AMQPMirrorControllerSource.MIRROR_CAPABILITY,
                AmqpSupport.CORE_MESSAGE_TUNNELING_SUPPORT,
                Symbol.valueOf("something-of-a-later-version"));
        for (String user : List.of(GREEDY.value(), BrokerUsers.HUB)) {
            try (RawAmqpClient client = RawAmqpClient.login(broker.port(), users.ensure(user))) {
                Session session = client.session();
                for (Symbol capability : capabilities) {
                    assertThat(client.refusal(client.sender(session, Queues.in(GREEDY), capability)))
                            .as("sender with " + capability)
                            .isEqualTo("amqp:not-allowed");
                    assertThat(client.refusal(client.receiver(session, Queues.out(GREEDY), capability)))
                            .as("receiver with " + capability)
                            .isEqualTo("amqp:not-allowed");
                }
                for (String address : List.of("$ACTIVEMQ_ARTEMIS_MIRROR_x", "$ACTIVEMQ_ARTEMIS_FEDERATION", "$cbs")) {
                    assertThat(client.refusal(client.sender(session, address))).isEqualTo("amqp:not-allowed");
                    assertThat(client.refusal(client.receiver(session, address)))
                            .isEqualTo("amqp:not-allowed");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 2000000000\r\n\r\n",
                "CONNECT\naccept-version:1.2\n\n\0",
                "\u0010\u0010\0\u0004MQTT\u0004\u0002\0\u003c\0\u0004abcd",
                "\0\0\0\u00ac\u0001ActiveMQ\0\0\0\u000c",
                "PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n",
                "HORNETQ-",
                "\r\n\r\n\0\r\nQUIT\n"
            })
    void closesTheConnectionOnAnyOtherProtocol(String hello) throws Exception {
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
            stranger.setSoTimeout(20_000);
            stranger.getOutputStream().write(hello.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
    }

    // ── What may be held ────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void closesAConnectionThatDoesNotLogIn() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try {
            for (String half :
                    List.of("", "A", "AMQP\u0003\u0001\0\0", "AMQP\0\u0001\0\0", "ARTEMIS", "ARTEMIS\0\0\0\u0011")) {
                Socket stranger = new Socket(InetAddress.getLoopbackAddress(), broker.port());
                strangers.add(stranger);
                stranger.setSoTimeout(30_000);
                stranger.getOutputStream().write(half.getBytes(StandardCharsets.ISO_8859_1));
            }
            for (Socket stranger : strangers) {
                assertThat(stranger.getInputStream().readAllBytes().length).isLessThan(200);
            }
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void keepsAPlaceForWhoKnowsItsPasswordHoweverManyConnectionsWait() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), broker.port()));
            }
            try (JMSContext honest = as(Wire.CORE, HONEST)) {
                honest.createProducer().send(honest.createQueue(Queues.in(HONEST)), "still");
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void closesTheConnectionOnAnAnnouncedLengthBeforeItsBytesCome() throws Exception {
        try (RawCoreClient stranger = new RawCoreClient(broker.port())) {
            stranger.sendHeader(BrokerGuardIT.MEGABYTE, PacketImpl.CREATESESSION_V2, 1);
            assertThat(stranger.isClosed()).isTrue();
        }
        try (RawCoreClient agency = new RawCoreClient(broker.port()).login(users.ensure(GREEDY.value()))) {
            agency.sendHeader(3 * MEGABYTE, PacketImpl.SESS_SEND, RawCoreClient.SESSION);
            assertThat(agency.isClosed()).isTrue();
        }
        try (RawCoreClient agency = new RawCoreClient(broker.port()).login(users.ensure(GREEDY.value()))) {
            agency.send(PacketImpl.SESS_SEND_CONTINUATION, RawCoreClient.SESSION, new byte[] {0x7f, 0, 0, 0, 1, 0, 0});
            assertThat(agency.isClosed()).isTrue();
        }
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
            stranger.setSoTimeout(20_000);
            stranger.getOutputStream().write("AMQP\u0003\u0001\0\0".getBytes(StandardCharsets.ISO_8859_1));
            stranger.getOutputStream().write(new byte[] {0x7f, 0, 0, 0, 2, 1, 0, 0});
            assertThat(stranger.getInputStream().readAllBytes().length).isLessThan(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void refusesAMessageThatIsTooLongAndKeepsNothingOfIt(Wire wire) throws Exception {
        double before = events("limit-exceeded");
        try (JMSContext greedy = as(wire, GREEDY)) {
            assertThatThrownBy(() -> send(greedy, GREEDY, 30 * MEGABYTE)).isInstanceOf(JMSRuntimeException.class);
        }
        assertThat(events("limit-exceeded")).isGreaterThan(before);
        nothingIsLeftOnDisk();
        nothingIsIn(GREEDY);
        try (JMSContext greedy = as(wire, GREEDY)) {
            send(greedy, GREEDY, 2 * MEGABYTE);
        }
    }

    @Test
    void takesALegalMessageInSmallFrames() throws Exception {
        BrokerUsers.Credentials login = users.ensure(HONEST.value());
        ConnectionFactory small = new JmsConnectionFactory(
                login.user(), login.password(), "amqp://127.0.0.1:" + broker.port() + "?amqp.maxFrameSize=1024");
        try (JMSContext honest = small.createContext()) {
            send(honest, HONEST, MEGABYTE);
        }
        ActiveMQConnectionFactory core = core(login.user(), login.password());
        core.setMinLargeMessageSize(2048);
        try (JMSContext honest = core.createContext()) {
            send(honest, HONEST, MEGABYTE);
        }
        ActiveMQConnectionFactory inOnePiece = core(login.user(), login.password());
        inOnePiece.setMinLargeMessageSize(4 * MEGABYTE);
        try (JMSContext honest = inOnePiece.createContext()) {
            send(honest, HONEST, MEGABYTE);
        }
    }

    @Test
    void endsADeliveryThatGrowsForEver() throws Exception {
        try (RawAmqpClient client = RawAmqpClient.login(broker.port(), users.ensure(GREEDY.value()), 8192)) {
            Sender sender = client.sender(client.session(), Queues.in(GREEDY));
            client.await(() -> sender.getCredit() > 0);
            sender.delivery(new byte[] {1});
            assertThat(sender.getRemoteMaxMessageSize().longValue()).isEqualTo(3L * MEGABYTE);
            sender.send(DATA_OF_100_MB, 0, DATA_OF_100_MB.length);
            for (int i = 0;
                    i < 80 && !client.isEnded() && sender.getRemoteCondition().getCondition() == null;
                    i++) {
                sender.send(new byte[64 * 1024], 0, 64 * 1024);
                client.exchange();
            }
            assertThat(client.refusal(sender)).isEqualTo("amqp:link:message-size-exceeded");
        }
        nothingIsLeftOnDisk();
    }

    @Test
    void boundsWhatIsHalfSentOnManyLinksAndSessions() throws Exception {
        double before = events("limit-exceeded");
        try (RawAmqpClient client = RawAmqpClient.login(broker.port(), users.ensure(GREEDY.value()))) {
            Session session = client.session();
            List<Sender> open = new ArrayList<>();
            for (int i = 0; i < 8 && !client.isEnded(); i++) {
                Sender sender = client.sender(session, Queues.in(GREEDY));
                client.await(() -> sender.getCredit() > 0);
                sender.delivery(new byte[] {(byte) i});
                open.add(sender);
                sender.send(DATA_OF_100_MB, 0, DATA_OF_100_MB.length);
                for (int part = 0; part < 16; part++) {
                    sender.send(new byte[64 * 1024], 0, 64 * 1024);
                    client.exchange();
                }
            }
            client.await(() ->
                    open.stream().anyMatch(sender -> sender.getRemoteCondition().getCondition() != null));
        }
        assertThat(events("limit-exceeded")).isGreaterThan(before);
        nothingIsLeftOnDisk();
        try (JMSContext greedy = as(Wire.AMQP, GREEDY)) {
            send(greedy, GREEDY, 2 * MEGABYTE);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void boundsWhatIsNotCommitted(Wire wire) throws Exception {
        try (JMSContext greedy = factory(wire, GREEDY).createContext(JMSContext.SESSION_TRANSACTED)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            send(greedy, GREEDY, 90_000);
                        }
                        greedy.commit();
                    })
                    .isInstanceOf(JMSRuntimeException.class);
        }
        nothingIsIn(GREEDY);
        try (JMSContext greedy = factory(wire, GREEDY).createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int i = 0; i < 20; i++) {
                send(greedy, GREEDY, 90_000);
            }
            greedy.commit();
        }
        assertThat(taken(GREEDY)).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void refusesWhatIsBeyondTheQuotaOfAQueueAndNobodyElses(Wire wire) throws Exception {
        try (JMSContext greedy = as(wire, GREEDY);
                JMSContext honest = as(wire, HONEST)) {
            for (int i = 0; i < 60; i++) {
                send(greedy, GREEDY, 10);
            }
            assertThatThrownBy(() -> send(greedy, GREEDY, 10)).isInstanceOf(JMSRuntimeException.class);
            send(honest, HONEST, 10);
            assertThat(taken(GREEDY)).isEqualTo(60);
            send(greedy, GREEDY, 10);

            for (int i = 0; i < 6; i++) {
                send(greedy, GREEDY, 2 * MEGABYTE);
            }
            assertThatThrownBy(() -> {
                        send(greedy, GREEDY, MEGABYTE);
                        send(greedy, GREEDY, MEGABYTE);
                    })
                    .isInstanceOf(JMSRuntimeException.class);
            send(honest, HONEST, MEGABYTE);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void boundsTheConnectionsOfAUserAndNobodyElses(Wire wire) throws Exception {
        List<Connection> open = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20; i++) {
                            Connection connection = factory(wire, GREEDY).createConnection();
                            open.add(connection);
                            connection.start();
                            connection.createSession();
                        }
                    })
                    .isInstanceOf(JMSException.class);
            assertThat(open.size()).isBetween(6, 8);
            try (JMSContext honest = as(wire, HONEST)) {
                send(honest, HONEST, 10);
            }
        } finally {
            for (Connection connection : open) {
                try {
                    connection.close();
                } catch (JMSException gone) {
                    // The broker closed it.
                }
            }
        }
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            try (JMSContext again = as(wire, GREEDY)) {
                send(again, GREEDY, 10);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void boundsTheSessionsAndLinksOfAUser(Wire wire) throws Exception {
        try (Connection connection = factory(wire, GREEDY).createConnection()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 40; i++) {
                            connection.createSession();
                        }
                    })
                    .isInstanceOf(JMSException.class);
        }
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            try (JMSContext again = as(wire, GREEDY)) {
                send(again, GREEDY, 10);
            }
        });
        try (Connection connection = factory(wire, GREEDY).createConnection()) {
            var session = connection.createSession();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 80; i++) {
                            session.createConsumer(session.createQueue(Queues.receipts(GREEDY)));
                        }
                    })
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void boundsTransactionsWithoutAnyMessage() throws Exception {
        try (RawAmqpClient client = RawAmqpClient.login(broker.port(), users.ensure(GREEDY.value()))) {
            Sender coordinator = client.session().sender("coordinator");
            coordinator.setTarget(new Coordinator());
            coordinator.setSource(new Source());
            client.attach(coordinator);
            byte[] declare = {0, 0x53, 0x77, 0, 0x53, 0x31, 0x45};
            List<org.apache.qpid.proton.engine.Delivery> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                client.await(() -> coordinator.getCredit() > 0);
                sent.add(coordinator.delivery(new byte[] {(byte) i}));
                coordinator.send(declare, 0, declare.length);
                coordinator.advance();
            }
            client.await(() -> sent.stream().allMatch(one -> one.getRemoteState() != null));
            assertThat(sent.stream()
                            .filter(one ->
                                    one.getRemoteState() instanceof org.apache.qpid.proton.amqp.transaction.Declared))
                    .hasSize(12);
        }
    }

    // ── Helpers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    private double events(String kind) {
        return registry.find("hub.security.events").tag("kind", kind).tag("channel", "broker").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static void send(JMSContext context, AgencyCode agency, int bytes) {
        try {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes(new byte[bytes]);
            context.createProducer().send(context.createQueue(Queues.in(agency)), message);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private int taken(AgencyCode agency) throws JMSException {
        try (JMSContext hub = hub();
                var all = hub.createConsumer(hub.createQueue(Queues.in(agency)))) {
            AtomicInteger number = new AtomicInteger();
            // What the test before sent may still be on its way.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                while (all.receiveNoWait() != null) {
                    number.incrementAndGet();
                }
                return broker.waiting(Queues.in(agency)) == 0;
            });
            return number.get();
        }
    }

    private void nothingIsIn(AgencyCode agency) throws JMSException {
        assertThat(taken(agency)).isZero();
    }

    private void nothingIsLeftOnDisk() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            try (Stream<Path> files = Files.list(folder.resolve("artemis/large"))) {
                assertThat(files).isEmpty();
            }
        });
    }

    private ActiveMQConnectionFactory core(String user, String password) {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.port(), user, password);
    }

    private ConnectionFactory factory(Wire wire, AgencyCode agency) {
        BrokerUsers.Credentials login = users.ensure(agency.value());
        return wire == Wire.CORE
                ? core(login.user(), login.password())
                : new JmsConnectionFactory(login.user(), login.password(), "amqp://127.0.0.1:" + broker.port());
    }

    private JMSContext as(Wire wire, AgencyCode agency) {
        return factory(wire, agency).createContext();
    }

    private JMSContext hub() throws JMSException {
        return new ActiveMQConnectionFactory(
                        broker.inVmUrl(),
                        BrokerUsers.HUB,
                        users.ensure(BrokerUsers.HUB).password())
                .createContext();
    }
}
