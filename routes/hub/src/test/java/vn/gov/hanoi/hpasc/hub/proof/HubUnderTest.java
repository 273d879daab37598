package vn.gov.hanoi.hpasc.hub.proof;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.HubApplication;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.TokenIssuer;
import vn.gov.hanoi.hpasc.hub.operations.web.AdminPort;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** The whole hub in this process, as {@code HubApplication} starts it, on ports nobody else has. */
final class HubUnderTest implements AutoCloseable {

    private static final Duration STORE_READY = Duration.ofMinutes(2);
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final ServletWebServerApplicationContext context;
    private final Clock clock;
    private final Map<String, AgencyClient> agencies = new ConcurrentHashMap<>();

    private HubUnderTest(ServletWebServerApplicationContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /**
     * Starts it.
     *
     * @param folder for all it makes; emptied first
     * @param clock the hub's time
     * @param settings what this hub needs besides
     */
    static HubUnderTest start(Path folder, Clock clock, Map<String, Object> settings) {
        delete(folder);
        Map<String, Object> all = new HashMap<>(Map.of(
                "hub.data-dir",
                folder.toString(),
                "hub.identity.create-missing-keys",
                true,
                "hub.broker.create-missing-users",
                true,
                "hub.broker.port",
                0,
                "hub.admin.port",
                0,
                "server.port",
                0,
                "server.address",
                "127.0.0.1",
                "spring.main.register-shutdown-hook",
                false,
                "logging.level.root",
                "WARN"));
        // nobody is told here that the hub is about to leave
        all.put("hub.drain.delay", "0s");
        all.putAll(settings);
        SpringApplication application = new SpringApplication(HubApplication.class);
        ApplicationContextInitializer<GenericApplicationContext> withClock =
                starting -> starting.registerBean("clock", Clock.class, () -> clock);
        application.addInitializers(withClock);
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new HubUnderTest((ServletWebServerApplicationContext) application.run(arguments), clock);
    }

    /** Waits until the tables are there: before, callers are asked to come again. */
    HubUnderTest withItsStore() {
        await().atMost(STORE_READY).until(bean(Store.class)::ready);
        return this;
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + context.getWebServer().getPort());
    }

    AdminClient admin() {
        return new AdminClient(
                URI.create("http://127.0.0.1:" + bean(AdminPort.class).port()));
    }

    /** Where agencies reach the embedded broker. */
    int brokerPort() {
        return bean(HubBroker.class).port();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** A fresh token of {@code agency}, signed with its own key. */
    String token(String agency) {
        KeyFolder keys = bean(KeyFolder.class);
        return new TokenIssuer(clock)
                .issue(
                        new AgencyCode(agency),
                        (java.security.interfaces.ECPrivateKey)
                                keys.pair(agency).getPrivate(),
                        TOKEN_LIFE);
    }

    BrokerUsers.Credentials brokerUser(String agency) {
        return bean(BrokerUsers.class).ensure(agency);
    }

    /** The clients of {@code agency}, the same at each call. */
    AgencyClient agency(String code) {
        return agencies.computeIfAbsent(
                code,
                agency -> new AgencyClient(
                        new HttpWire(http(), new RenewedToken(agency)),
                        () -> new QueueWire(agency, brokerPort(), brokerUser(agency))));
    }

    @Override
    public void close() {
        agencies.values().forEach(AgencyClient::close);
        context.close();
    }

    /** Made anew when half its life is over, by the hub's own clock: signing one for each call would be the work of the test. */
    private final class RenewedToken implements java.util.function.Supplier<String> {

        private final String agency;
        private java.time.Instant goodUntil = java.time.Instant.MIN;
        private @Nullable String token;

        RenewedToken(String agency) {
            this.agency = agency;
        }

        @Override
        public synchronized String get() {
            String current = token;
            if (current == null || clock.instant().isAfter(goodUntil)) {
                current = token(agency);
                token = current;
                goodUntil = clock.instant().plus(TOKEN_LIFE.dividedBy(2));
            }
            return current;
        }
    }

    /** What an earlier run left. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
