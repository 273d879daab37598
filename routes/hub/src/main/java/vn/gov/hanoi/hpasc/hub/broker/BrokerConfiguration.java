package vn.gov.hanoi.hpasc.hub.broker;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.broker.guard.BrokerGuard;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.storage.CannotStart;
import vn.gov.hanoi.hpasc.hub.storage.DataFolder;

/** The broker, or the way to it, and the hub's one connection factory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArtemisProperties.class)
class BrokerConfiguration {

    private static final long CALL_MILLIS = 5_000;
    private static final long SILENCE_MILLIS = 5_000;
    private static final int PREFETCH_BYTES = 64 << 10;
    private static final int SESSIONS = 256;

    @Bean
    BrokerUsers brokerUsers(BrokerProperties properties, Agencies agencies, DataFolder folder) {
        Path given = properties.usersDir();
        BrokerUsers users = new BrokerUsers(given == null ? folder.resolve("brokers") : given);
        if (properties.createMissingUsers()) {
            agencies.all().forEach(agency -> users.ensure(agency.code().value()));
        }
        return users;
    }

    /**
     * The one factory. Connections that break are thrown away, not mended behind the caller's back: whoever was sending
     * learns of it, consumers connect again by themselves.
     */
    @Bean(destroyMethod = "stop")
    JmsPoolConnectionFactory connectionFactory(
            BrokerAddress address, BrokerTrust trust, BrokerBoots boots, BrokerProperties properties) {
        ActiveMQConnectionFactory artemis = new TrustedConnectionFactory(address, trust, boots);
        artemis.setReconnectAttempts(0);
        artemis.setInitialConnectAttempts(1);
        artemis.setCallTimeout(CALL_MILLIS);
        artemis.setClientFailureCheckPeriod(SILENCE_MILLIS);
        artemis.setConnectionTTL(3 * SILENCE_MILLIS);
        artemis.setConsumerWindowSize(PREFETCH_BYTES);
        // With a window, a sender waits for credits without an end while the broker has none to give.
        artemis.setProducerWindowSize(-1);
        artemis.setDeserializationDenyList("*");
        // Else every message sent asks the broker first whether its queue is there.
        artemis.setCacheDestinations(true);
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(artemis);
        pool.setMaxConnections(properties.connections());
        pool.setMaxSessionsPerConnection(SESSIONS);
        pool.setBlockIfSessionPoolIsFullTimeout(CALL_MILLIS);
        return pool;
    }

    @Bean
    BrokerBoots brokerBoots() {
        return new BrokerBoots();
    }

    @Bean
    UnreadableQueue unreadableQueue(JmsPoolConnectionFactory broker) {
        return new UnreadableQueue(broker);
    }

    @Bean
    UnreadableMeters unreadableMeters(UnreadableQueue queue, MeterRegistry meters) {
        return new UnreadableMeters(queue, meters);
    }

    @Bean
    BrokerWatch brokerWatch(JmsPoolConnectionFactory broker) {
        return new BrokerWatch(broker);
    }

    /**
     * Where the hub connects.
     *
     * @param url an Artemis URL, which may list several brokers
     */
    record BrokerAddress(String url, String user, String password) {

        static BrokerAddress of(String url, BrokerUsers.Credentials credentials) {
            return new BrokerAddress(url, credentials.user(), credentials.password());
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "BrokerAddress[" + url + "]";
        }
    }

    @Bean
    BrokerHealthIndicator brokerHealthIndicator(
            BrokerTrust trust, ConnectionFactory broker, ObjectProvider<HubBroker> own) {
        return new BrokerHealthIndicator(trust, new BrokerRoundTrip(broker), own.getIfAvailable());
    }

    /** Named {@code brokerTrust} in health, and in readiness. */
    @Bean
    BrokerTrustHealthIndicator brokerTrustHealthIndicator(BrokerTrust trust) {
        return new BrokerTrustHealthIndicator(trust);
    }

    /** A broker of the operator's. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${spring.artemis.mode:}'.equalsIgnoreCase('native')")
    static class Elsewhere {

        @Bean
        BrokerAddress brokerAddress(ArtemisProperties artemis, BrokerUsers users) {
            String url = artemis.getBrokerUrl();
            if (url == null) {
                throw new CannotStart(
                        "spring.artemis.mode is native, but no broker is named.",
                        "Set spring.artemis.broker-url (SPRING_ARTEMIS_BROKERURL), for instance to"
                                + " (tcp://broker-1:61616,tcp://broker-2:61616).");
            }
            String user = artemis.getUser();
            String password = artemis.getPassword();
            return user == null || password == null
                    ? BrokerAddress.of(url, users.ensure(BrokerUsers.HUB))
                    : new BrokerAddress(url, user, password);
        }

        @Bean
        BrokerTrust brokerTrust(BrokerAddress address, BrokerUsers users, BrokerProperties properties) {
            Optional<BrokerUsers.Credentials> agency =
                    users.agencies().stream().findFirst().flatMap(code -> users.find(code.value()));
            BrokerProbe probe = new BrokerProbe(
                    address.url(),
                    new BrokerUsers.Credentials(address.user(), address.password()),
                    agency,
                    properties.limits().messageSize());
            return new BrokerTrust(probe::findings, System::nanoTime);
        }
    }

    /** Without one, the hub brings its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!'${spring.artemis.mode:}'.equalsIgnoreCase('native')")
    static class InThisProcess {

        @Bean(initMethod = "start", destroyMethod = "close")
        HubBroker hubBroker(BrokerProperties properties, BrokerUsers users, DataFolder folder, SecurityEvents events) {
            return new HubBroker(
                    new BrokerSettings(
                            folder.resolve("artemis"),
                            properties.host(),
                            properties.port(),
                            properties.memory(),
                            properties.flushEvery(),
                            properties.minFreeDisk(),
                            properties.cluster()),
                    users,
                    new BrokerGuard(properties.limits(), events, BrokerUsers.HUB::equals));
        }

        @Bean
        BrokerAddress brokerAddress(HubBroker broker, BrokerUsers users) {
            return BrokerAddress.of(broker.inVmUrl(), users.ensure(BrokerUsers.HUB));
        }

        @Bean
        BrokerTrust brokerTrust() {
            return BrokerTrust.own();
        }
    }
}
