package vn.gov.hanoi.hpasc.hub.broker;

import ch.qos.logback.classic.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.nativo.jlibaio.LibaioContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.guard.BrokerGuard;
import vn.gov.hanoi.hpasc.hub.storage.CannotStart;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** One Artemis broker as the hub needs it, be it inside the hub's process or alone in one. */
public final class HubBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HubBroker.class);

    private static final AtomicInteger IN_THIS_PROCESS = new AtomicInteger();
    private static final String AGENCIES = "agencies";

    /** More than a destination's relay window, so that a repeated relay is always recognised. */
    private static final int REMEMBERED_IDS = 20_000;

    /** Messages that an AMQP client may send ahead of their acknowledgement. */
    private static final int AMQP_CREDITS = 100;

    private static final int LEAST_SECRET = 16;
    private static final int MEGABYTE = 1 << 20;

    private final BrokerSettings settings;
    private final BrokerUsers users;
    private final int serverId = IN_THIS_PROCESS.incrementAndGet();
    private final BrokerGuard guard;
    private final DiskRoom room;
    private @Nullable ActiveMQServer artemis;

    /** A broker with the default limits and a record of security events of its own. */
    public HubBroker(BrokerSettings settings, BrokerUsers users) {
        this(settings, users, BrokerGuard.alone(BrokerUsers.HUB::equals));
    }

    HubBroker(BrokerSettings settings, BrokerUsers users, BrokerGuard guard) {
        this.settings = settings;
        this.users = users;
        this.guard = guard;
        this.room = new DiskRoom(settings.journal(), settings.minFreeDisk());
    }

    /**
     * Starts it and returns when it takes connections.
     *
     * @throws CannotStart when it cannot listen where it should
     */
    public void start() throws Exception {
        silenceAudit();
        users.ensure(BrokerUsers.HUB);
        PrivateFiles.folder(settings.journal());
        ActiveMQServer server = new HubServer(configuration(), new BrokerSecurity(users, guard));
        server.getServiceRegistry().addAcceptorFactory(AGENCIES, guard.acceptors());
        artemis = server;
        server.start();
        if (port() <= 0) {
            server.stop();
            throw new CannotStart(
                    "The broker cannot listen at " + settings.host() + ":" + settings.port() + ".",
                    "Stop what listens there, or set hub.broker.port (HUB_BROKER_PORT) to another port.");
        }
        LOG.atInfo()
                .addKeyValue("host", settings.host())
                .addKeyValue("port", port())
                .addKeyValue("journal", server.getConfiguration().getJournalType())
                .log("broker.started");
    }

    /** Artemis' audit log is not ours, and once kept the broker from starting; its other logs are bounded. */
    private static void silenceAudit() {
        if (LoggerFactory.getLogger("org.apache.activemq.audit") instanceof ch.qos.logback.classic.Logger audit) {
            audit.setLevel(Level.OFF);
            BrokerLogLimit.install(audit);
        }
    }

    /** Where agencies reach it; 0 or less while it does not listen. */
    public int port() {
        ActiveMQServer server = artemis;
        return server != null
                        && server.getRemotingService() != null
                        && server.getRemotingService().getAcceptor(AGENCIES) instanceof NettyAcceptor acceptor
                        && acceptor.isStarted()
                ? acceptor.getActualPort()
                : 0;
    }

    /** What keeps it from taking messages, in a sentence; null when nothing does. */
    @Nullable
    String problem() {
        ActiveMQServer server = artemis;
        if (server == null || !server.isStarted()) {
            return "the broker does not run";
        }
        if (port() <= 0) {
            return "the broker does not listen at its port " + settings.port();
        }
        return room.low() ? room.problem() + ": messages to queues are refused" : null;
    }

    /** All addresses it has. */
    Set<String> addresses() {
        ActiveMQServer server = artemis;
        return server == null
                ? Set.of()
                : server.getPostOffice().getAddresses().stream()
                        .map(SimpleString::toString)
                        .collect(Collectors.toSet());
    }

    /** How many messages wait in {@code queue}, or are with a reader that has not yet acknowledged them. */
    long waiting(String queue) {
        Queue known = artemis == null ? null : artemis.locateQueue(queue);
        return known == null ? 0 : known.getMessageCount();
    }

    /** The URL by which this process reaches it. */
    public String inVmUrl() {
        return "vm://" + serverId;
    }

    @Override
    public void close() throws Exception {
        if (artemis != null) {
            artemis.stop();
        }
        LOG.info("broker.stopped");
    }

    private Configuration configuration() {
        BrokerUsers.Credentials cluster = cluster();
        Configuration configuration = new ConfigurationImpl()
                .setName("hpasc-hub")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(true)
                .setClusterUser(cluster.user())
                .setClusterPassword(cluster.password())
                .setJMXManagementEnabled(false)
                .setPersistIDCache(true)
                .setIDCacheSize(REMEMBERED_IDS)
                .setGlobalMaxSize(settings.memory().toBytes())
                // looked at by ourselves: senders are told, not kept waiting
                .setMaxDiskUsage(-1)
                .setMinDiskFree(-1)
                .setPopulateValidatedUser(true)
                .addAddressSetting("#", everywhere())
                .addAddressSetting(Queues.ALL_IN, everywhere().setDefaultExclusiveQueue(true))
                .addAcceptorConfiguration(new TransportConfiguration(
                        InVMAcceptorFactory.class.getName(), Map.of("serverId", serverId), "hub"))
                .addAcceptorConfiguration(
                        new TransportConfiguration(NettyAcceptorFactory.class.getName(), network(), AGENCIES));
        configuration.registerBrokerPlugin(guard.plugin(Queues::isIn));
        configuration.registerBrokerPlugin(new KeepWhatAgenciesSend());
        configuration.registerBrokerPlugin(new RefuseWhileDiskIsLow(room));
        onDisk(configuration);
        queues(configuration);
        return configuration;
    }

    /** Without a pair, nobody needs to know this user, and nobody does: what the library would take instead is public. */
    private BrokerUsers.Credentials cluster() {
        BrokerUsers.Credentials given = settings.cluster();
        if (given == null) {
            given = users.cluster()
                    .orElseGet(() -> new BrokerUsers.Credentials(
                            "cluster-" + BrokerUsers.randomPassword(), BrokerUsers.randomPassword()));
        }
        if (given.user().isBlank() || given.password().length() < LEAST_SECRET) {
            throw new CannotStart(
                    "The user of the broker's cluster has no name, or a password of less than " + LEAST_SECRET
                            + " characters.",
                    "Set hub.broker.cluster-user and hub.broker.cluster-password, or user and password in"
                            + " cluster.properties among the broker's users, or none of them.");
        }
        return given;
    }

    private Map<String, Object> network() {
        return Map.of(
                "host",
                settings.host(),
                "port",
                settings.port(),
                "protocols",
                "CORE,AMQP",
                "saslMechanisms",
                "PLAIN",
                "amqpCredits",
                AMQP_CREDITS,
                "amqpLowCredits",
                AMQP_CREDITS / 3);
    }

    /** Every durable send is on disk before it is confirmed; sends under way together share a flush. */
    private void onDisk(Configuration configuration) {
        int flush = Math.toIntExact(settings.flushEvery().toNanos());
        configuration
                .setJournalDirectory(settings.journal().resolve("journal").toString())
                .setBindingsDirectory(settings.journal().resolve("bindings").toString())
                .setPagingDirectory(settings.journal().resolve("paging").toString())
                .setLargeMessagesDirectory(settings.journal().resolve("large").toString())
                .setJournalType(LibaioContext.isLoaded() ? JournalType.ASYNCIO : JournalType.NIO)
                .setJournalDatasync(true)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalBufferTimeout_NIO(flush)
                .setJournalBufferTimeout_AIO(flush)
                .setJournalPoolFiles(10);
    }

    private void queues(Configuration configuration) {
        configuration.addQueueConfiguration(anycast(Queues.REJECTED));
        configuration.addQueueConfiguration(anycast(Queues.UNREADABLE));
        for (AgencyCode agency : users.agencies()) {
            configuration.addQueueConfiguration(anycast(Queues.in(agency)).setExclusive(true));
            configuration.addQueueConfiguration(anycast(Queues.out(agency)));
            configuration.addQueueConfiguration(anycast(Queues.receipts(agency)));
        }
    }

    private static QueueConfiguration anycast(String queue) {
        return QueueConfiguration.of(queue)
                .setAddress(queue)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true);
    }

    /** Creating is allowed here, and by {@link BrokerSecurity} to the hub alone. */
    private static AddressSettings everywhere() {
        return new AddressSettings()
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(0)
                .setNoExpiry(true)
                .setExpiryAddress(SimpleString.of(Queues.REJECTED))
                .setDeadLetterAddress(SimpleString.of(Queues.REJECTED))
                .setIDCacheSize(REMEMBERED_IDS)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(10L * MEGABYTE)
                .setPageSizeBytes(MEGABYTE)
                .setMaxReadPageBytes(2 * MEGABYTE)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false);
    }
}
