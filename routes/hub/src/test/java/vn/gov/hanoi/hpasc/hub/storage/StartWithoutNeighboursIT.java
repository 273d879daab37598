package vn.gov.hanoi.hpasc.hub.storage;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.HubApplication;
import vn.gov.hanoi.hpasc.hub.broker.BrokerSettings;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.operations.web.AdminPort;

class StartWithoutNeighboursIT {

    private static final AgencyCode AGENCY = new AgencyCode("H26.13");

    @TempDir
    Path folder;

    @Test
    void startsAndWaitsForDatabaseAndBroker() throws Exception {
        try (TestPostgres postgres = TestPostgres.startedIn(folder.resolve("database"))) {
            postgres.stop();
            BrokerUsers users = new BrokerUsers(folder.resolve("brokers"));
            users.ensure(BrokerUsers.HUB);
            int brokerPort = FreePorts.next();
            HubBroker broker = new HubBroker(BrokerSettings.under(folder, "127.0.0.1", brokerPort), users);

            try (ConfigurableApplicationContext hub = start(postgres, brokerPort)) {
                Store store = hub.getBean(Store.class);
                AtomicInteger told = new AtomicInteger();
                store.whenReady(told::incrementAndGet);
                assertThat(store.ready()).isFalse();
                assertThat(statusOf(hub, "store")).isEqualTo(Status.DOWN);
                assertThat(statusOf(hub, "readiness")).isEqualTo(Status.DOWN);

                postgres.start();
                broker.start();

                await().atMost(ofSeconds(30))
                        .untilAsserted(() -> assertThat(told).hasValue(1));
                assertThat(store.ready()).isTrue();
                await().atMost(ofSeconds(30))
                        .untilAsserted(() -> assertThat(statusOf(hub, "store")).isEqualTo(Status.UP));
                assertThat(hub.getBean(JdbcClient.class)
                                .sql("select count(*) from flyway_schema_history")
                                .query(Long.class)
                                .single())
                        .isPositive();
                await().atMost(ofSeconds(30)).ignoreExceptions().untilAsserted(() -> send(hub));
                await().atMost(ofSeconds(30))
                        .untilAsserted(() -> assertThat(statusOf(hub, "broker")).isEqualTo(Status.UP));
                servesTheListOfItsParts(hub);
                isReadyOnlyWhileItsRoleIsNotTheOwner(hub, postgres);
            } finally {
                broker.close();
            }
        }
    }

    private static void isReadyOnlyWhileItsRoleIsNotTheOwner(ConfigurableApplicationContext hub, TestPostgres postgres)
            throws SQLException {
        await().untilAsserted(() -> assertThat(statusOf(hub, "readiness")).isEqualTo(Status.UP));
        try (Connection superuser = postgres.superuser("hub");
                Statement statement = superuser.createStatement()) {
            statement.execute("grant hub_owner to hub_application");
            await().untilAsserted(() -> assertThat(statusOf(hub, "readiness")).isEqualTo(Status.DOWN));
            assertThat(hub.getBean(HealthEndpoint.class).healthForPath("databaseRoles"))
                    .isInstanceOfSatisfying(
                            Health.class,
                            health -> assertThat(health.getDetails())
                                    .hasEntrySatisfying(
                                            "problem",
                                            problem -> assertThat(problem.toString())
                                                    .contains("owns tables"))
                                    .containsKey("action"));
            statement.execute("revoke hub_owner from hub_application");
        }
        await().untilAsserted(() -> assertThat(statusOf(hub, "readiness")).isEqualTo(Status.UP));
    }

    private ConfigurableApplicationContext start(TestPostgres postgres, int brokerPort) {
        return new SpringApplicationBuilder(HubApplication.class)
                .run(
                        "--server.port=0",
                        "--hub.admin.port=0",
                        "--hub.data-dir=" + folder,
                        "--hub.identity.create-missing-keys=true",
                        "--spring.datasource.url=" + postgres.url("hub"),
                        "--spring.datasource.username=" + postgres.user(),
                        "--spring.datasource.password=" + postgres.password(),
                        "--hub.database.owner.username=" + postgres.owner(),
                        "--hub.database.owner.password=" + postgres.ownerPassword(),
                        "--spring.artemis.mode=native",
                        "--spring.artemis.broker-url=tcp://127.0.0.1:" + brokerPort);
    }

    private static void servesTheListOfItsParts(ConfigurableApplicationContext hub) throws Exception {
        String actuator = "http://127.0.0.1:" + hub.getBean(AdminPort.class).port() + "/actuator/sbom/application";
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> list = http.send(
                    HttpRequest.newBuilder(URI.create(actuator)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body())
                    .contains("pkg:maven/org.apache.artemis/artemis-server@")
                    .doesNotContain("pkg:maven/org.apache.activemq/artemis");
        }
    }

    private static void send(ConfigurableApplicationContext hub) {
        try (JMSContext context = hub.getBean(ConnectionFactory.class).createContext()) {
            context.createProducer().send(context.createQueue(Queues.out(AGENCY)), "here again");
        }
    }

    private static Status statusOf(ConfigurableApplicationContext hub, String component) {
        return hub.getBean(HealthEndpoint.class).healthForPath(component).getStatus();
    }
}
