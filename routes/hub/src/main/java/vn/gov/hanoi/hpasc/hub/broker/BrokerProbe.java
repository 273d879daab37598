package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.config.ActiveMQDefaultConfiguration;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Tries at a broker that the hub did not start what an attacker would: default users, unknown users, other agencies' queues,
 * messages that are too long; and whether it keeps what agencies send. It works on a temporary queue and in transactions
 * that it rolls back, and so leaves nothing behind.
 */
final class BrokerProbe {

    private static final long CALL_MILLIS = 10_000;
    private static final long WAIT_MILLIS = 5_000;
    private static final long SHORT_LIFE_MILLIS = 60_000;
    private static final int MEGABYTE = 1 << 20;

    /** The broker's time, which no test can move. */
    private static final Clock REAL_TIME = Clock.systemUTC();

    private final String url;
    private final BrokerUsers.Credentials hub;
    private final Optional<BrokerUsers.Credentials> agency;
    private final int tooLong;

    /**
     * @param agency an agency's user, if one is known to the hub; else its part is not tried
     * @param longest the longest message that the broker should take
     */
    BrokerProbe(String url, BrokerUsers.Credentials hub, Optional<BrokerUsers.Credentials> agency, DataSize longest) {
        this.url = url;
        this.hub = hub;
        this.agency = agency;
        this.tooLong = Math.toIntExact(longest.toBytes()) + MEGABYTE;
    }

    /** Something to try at the broker. */
    private interface Attempt {
        void run() throws ActiveMQException, JMSException;
    }

    /**
     * What is wrong with the broker, and what to do; empty if nothing is.
     *
     * @throws ActiveMQException when it cannot be reached, or does not know the hub
     */
    List<String> findings() throws Exception {
        List<String> findings = new ArrayList<>();
        try (ServerLocator broker = locator();
                ClientSessionFactory connection = broker.createSessionFactory();
                ClientSession session = open(connection, hub, true)) {
            session.start();
            String queue = "hpasc.in.probe-" + UUID.randomUUID();
            session.createQueue(QueueConfiguration.of(queue)
                    .setAddress(queue)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(false)
                    .setTemporary(true));
            strangers(broker, findings);
            keeping(session, queue, findings);
            authority(broker, queue, findings);
            length(broker, queue, findings);
            session.deleteQueue(queue);
        }
        return List.copyOf(findings);
    }

    private ServerLocator locator() throws Exception {
        ServerLocator locator = ActiveMQClient.createServerLocator(url);
        locator.setReconnectAttempts(0);
        locator.setInitialConnectAttempts(1);
        locator.setCallTimeout(CALL_MILLIS);
        return locator;
    }

    private static ClientSession open(ClientSessionFactory connection, BrokerUsers.Credentials user, boolean commit)
            throws ActiveMQException {
        return connection.createSession(user.user(), user.password(), false, commit, commit, false, 0);
    }

    private static boolean succeeds(Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (ActiveMQException | JMSException | RuntimeException refused) {
            return false;
        }
    }

    private void strangers(ServerLocator broker, List<String> findings) {
        Map<String, String> defaults = Map.of(
                ActiveMQDefaultConfiguration.getDefaultClusterUser(),
                ActiveMQDefaultConfiguration.getDefaultClusterPassword(),
                "admin",
                "admin",
                "artemis",
                "artemis",
                "guest",
                "guest",
                "probe-" + UUID.randomUUID(),
                UUID.randomUUID().toString());
        defaults.forEach((user, password) -> stranger(broker, user, password, findings));
        stranger(broker, null, null, findings);
    }

    private void stranger(
            ServerLocator broker, @Nullable String user, @Nullable String password, List<String> findings) {
        boolean core = succeeds(() -> {
            try (ClientSessionFactory connection = connect(broker);
                    ClientSession session = connection.createSession(user, password, false, true, true, false, 0)) {
                session.start();
            }
        });
        boolean amqp = amqpUrl(broker) != null
                && succeeds(() -> {
                    try (Connection connection =
                            new JmsConnectionFactory(user, password, amqpUrl(broker)).createConnection()) {
                        connection.start();
                    }
                });
        if (core || amqp) {
            findings.add("It lets " + (user == null ? "anybody without a name" : "the user " + user) + " in. Set"
                    + " cluster-user and cluster-password, security-enabled=true, and no guest or default users.");
        }
    }

    private static @Nullable String amqpUrl(ServerLocator broker) {
        TransportConfiguration[] known = broker.getStaticTransportConfigurations();
        if (known == null || known.length == 0) {
            return null;
        }
        Map<String, Object> where = known[0].getParams();
        return "amqp://" + where.get("host") + ":" + where.get("port")
                + "?jms.connectTimeout=5000&jms.requestTimeout=5000&amqp.saslMechanisms=PLAIN,ANONYMOUS";
    }

    private static ClientSessionFactory connect(ServerLocator broker) throws ActiveMQException {
        try {
            return broker.createSessionFactory();
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keeping(ClientSession session, String queue, List<String> findings) throws ActiveMQException {
        try (ClientProducer producer = session.createProducer(queue);
                ClientConsumer consumer = session.createConsumer(queue)) {
            ClientMessage message = session.createMessage(false);
            message.setExpiration(REAL_TIME.millis() + SHORT_LIFE_MILLIS);
            producer.send(message);
            ClientMessage kept = consumer.receive(WAIT_MILLIS);
            if (kept == null) {
                findings.add("It does not deliver what is sent to hpasc.in.#. See its address settings.");
                return;
            }
            kept.acknowledge();
            if (!kept.isDurable() || kept.getExpiration() != 0) {
                findings.add("Messages to hpasc.in.# may be lost: they must become durable and never expire. Run"
                        + " `hub broker`, or use its plugin and no-expiry=true for hpasc.in.#.");
            }
        }
    }

    private void authority(ServerLocator broker, String foreign, List<String> findings) {
        if (agency.isEmpty()) {
            return;
        }
        BrokerUsers.Credentials user = agency.get();
        allowed(broker, user, session -> session.createConsumer(foreign), "read a queue of others", findings);
        allowed(broker, user, session -> session.createConsumer(foreign, true), "browse a queue of others", findings);
        allowed(
                broker,
                user,
                session -> {
                    try (ClientProducer producer = session.createProducer(foreign)) {
                        producer.send(session.createMessage(true));
                    }
                },
                "send to a queue of others",
                findings);
        allowed(
                broker,
                user,
                session -> {
                    String made = "hpasc.out.probe-" + UUID.randomUUID();
                    session.createQueue(QueueConfiguration.of(made)
                            .setAddress(made)
                            .setRoutingType(RoutingType.ANYCAST)
                            .setDurable(false)
                            .setTemporary(true));
                },
                "create a queue",
                findings);
    }

    /** Something to try in a session. */
    private interface Act {
        void in(ClientSession session) throws ActiveMQException;
    }

    private static void allowed(
            ServerLocator broker, BrokerUsers.Credentials user, Act act, String what, List<String> findings) {
        boolean may = succeeds(() -> {
            try (ClientSessionFactory connection = connect(broker);
                    ClientSession session = open(connection, user, true)) {
                act.in(session);
            }
        });
        if (may) {
            findings.add("The agency " + user.user() + " may " + what + ". Give each agency send on its hpasc.in and"
                    + " consume on its hpasc.out and hpasc.receipts, by exact matches, and nothing else.");
        }
    }

    private void length(ServerLocator broker, String queue, List<String> findings) {
        BrokerUsers.Credentials user = agency.orElse(hub);
        String address = agency.map(known -> "hpasc.in." + known.user()).orElse(queue);
        boolean taken = succeeds(() -> {
            try (ClientSessionFactory connection = connect(broker);
                    ClientSession session = open(connection, user, false);
                    ClientProducer producer = session.createProducer(address)) {
                ClientMessage message = session.createMessage(false);
                message.getBodyBuffer().writeBytes(new byte[tooLong]);
                producer.send(message);
                session.rollback();
            }
        });
        if (taken) {
            findings.add(
                    "It takes a message of " + tooLong + " bytes. Run `hub broker`, or bound the length of messages.");
        }
    }
}
