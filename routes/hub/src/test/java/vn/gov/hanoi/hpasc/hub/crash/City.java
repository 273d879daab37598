package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import vn.gov.hanoi.hpasc.connectors.testkit.process.AgencyKeys;

/** All processes of one proof: database, broker, hub nodes, and in this JVM senders and receivers. */
final class City implements AutoCloseable {

    static final List<String> SENDERS = List.of("H26.01", "H26.103");
    private static final List<String> AGENCIES =
            List.of("H26.01", "H26.13", "H26.19", "H26.20", "H26.04", "H26.103", "G12.10");
    private static final String HUB = "hub";
    private static final Duration UP = Duration.ofSeconds(120);

    private final Path folder;
    private final Clock clock = Clock.systemUTC();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final AgencyKeys keys;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final List<HubProcess> hubs = new ArrayList<>();
    final Figures figures = new Figures();
    final PostgresProcess postgres;
    final BrokerProcess broker;
    final Receivers receivers;

    City(Path folder) throws IOException, SQLException {
        this.folder = folder.toAbsolutePath();
        this.keys =
                new AgencyKeys(this.folder.resolve("keys")).makeFor(AGENCIES).makeFor(List.of(HUB));
        this.postgres = part(new PostgresProcess(this.folder.resolve("postgres")));
        this.broker = part(new BrokerProcess(this.folder.resolve("broker"), AGENCIES));
        this.receivers = part(new Receivers(broker, figures));
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.addFirst(part);
        return part;
    }

    /** Starts a hub node and waits until it takes messages. */
    HubProcess startHub(String name, List<String> jvm, List<String> more) {
        return startHub(name, jvm, more, false);
    }

    /** Likewise; {@code stepped} when its clock is to be made wrong. */
    HubProcess startHub(String name, List<String> jvm, List<String> more, boolean stepped) {
        List<String> settings = new ArrayList<>(List.of(
                "--spring.datasource.url=" + postgres.url("hub"),
                "--spring.datasource.username=" + PostgresProcess.APPLICATION,
                "--spring.datasource.password=application",
                "--spring.flyway.user=" + PostgresProcess.OWNER,
                "--spring.flyway.password=owner",
                "--spring.artemis.mode=native",
                "--spring.artemis.broker-url=" + broker.url(),
                "--hub.broker.users-dir=" + broker.users(),
                "--hub.identity.keys-dir=" + keys.folder(),
                "--server.address=127.0.0.1",
                "--hub.delivery.first-wait=200ms",
                "--hub.queued.look-every=500ms",
                "--hub.delivery.longest-wait=3s",
                // what is counted is who is played here
                "--hub.routing.without-roles=nationalPortal,landRegistry"));
        settings.addAll(receivers.settings());
        settings.addAll(more);
        HubProcess hub = part(new HubProcess(name, folder, jvm, settings, stepped));
        hubs.add(hub);
        awaitUp(hub);
        return hub;
    }

    /** Until the hub says that it is ready. */
    void awaitUp(HubProcess hub) {
        Awaitility.await(hub.name() + " is up")
                .atMost(UP)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !hub.isAlive() || Probe.isOk(http, hub.adminUri("/actuator/health/readiness")));
        if (!hub.isAlive()) {
            throw new IllegalStateException("not up: " + hub.describe());
        }
    }

    AgencyKeys keys() {
        return keys;
    }

    String token(String agency) {
        return tokens.computeIfAbsent(agency, a -> keys.token(a, clock.instant()));
    }

    /** Sends a batch and insists that all of it is taken: a hub that is too busy for it now is asked again. */
    void sendBatch(HubProcess hub, String agency, String body) {
        HttpRequest request = HttpRequest.newBuilder(hub.uri("/api/v1/messages"))
                .header("Authorization", "Bearer " + token(agency))
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = Awaitility.await("the batch is taken")
                .atMost(UP)
                .pollInterval(Duration.ofMillis(500))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> http.send(request, HttpResponse.BodyHandlers.ofString()),
                        told -> told.statusCode() != 503
                                && told.statusCode() != 429
                                && !told.body().contains("\"code\":\"HUB-50"));
        if (answer.statusCode() != 207 || answer.body().contains("\"code\":\"HUB-")) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    /** Agencies without an address fetch from {@code hub}. */
    void fetchFrom(HubProcess hub) {
        receivers.fetch("finance-investment", hub.uri("/"), keys.token("H26.04", clock.instant()));
        receivers.fetch("ward-103", hub.uri("/"), keys.token("H26.103", clock.instant()));
    }

    /** Senders of both sending agencies over all three protocols; REST and SOAP go to all nodes. */
    Senders senders(Senders.Plan plan) {
        Map<String, List<Channel>> channels = new HashMap<>();
        UnaryOperator<String> tokenOf = agency -> tokens.computeIfAbsent(agency, a -> keys.token(a, clock.instant()));
        for (String agency : SENDERS) {
            List<Channel> ways = new ArrayList<>();
            for (HubProcess hub : hubs) {
                ways.add(new RestChannel(http, hub.uri("/api/v1/messages"), tokenOf, figures));
                ways.add(new SoapChannel(http, hub.uri("/services/dossier-exchange"), tokenOf, figures));
            }
            ways.add(part(new QueueChannel(agency, broker.factoryFor(agency))));
            channels.put(agency, ways);
        }
        return new Senders(plan, channels, receivers::refuse, figures, clock);
    }

    /** Waits until nothing moves any more. */
    void awaitDrained(Duration atMost) throws SQLException {
        try {
            Awaitility.await("every delivery is at its end or parked")
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> Verdict.moving(postgres) == 0);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("not drained after " + atMost + ": " + Verdict.states(postgres), late);
        }
    }

    Verdict judge(Senders senders) throws SQLException {
        return new Verdict(postgres, receivers.intakes()).judge(senders.answers(), receivers.refusedDossiers());
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        http.close();
    }
}
