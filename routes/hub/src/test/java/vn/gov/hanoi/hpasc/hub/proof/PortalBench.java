package vn.gov.hanoi.hpasc.hub.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.hub.operations.web.AdminPort;
import vn.gov.hanoi.hpasc.hub.storage.TestPostgres;
import vn.gov.hanoi.hpasc.simulators.portal.PortalSystem;

/** A hub with the portal as one of its destinations, its own PostgreSQL, and the portal itself. */
final class PortalBench implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String PORTAL = "national-portal";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final MovableClock clock = new MovableClock();
    final City city = new City();
    final PortalSystem portal = PortalSystem.start(0);
    final Database database;
    final HubUnderTest hub;
    final Path folder;
    private final TestPostgres postgres;
    private final Map<String, Object> settings = new HashMap<>();

    PortalBench(String name, Map<String, Object> more) throws IOException, SQLException {
        folder = Path.of("target", name).toAbsolutePath();
        postgres = TestPostgres.startedIn(folder.resolve("postgres"));
        String url = postgres.fresh("portal");
        database = new Database(url, postgres.owner(), postgres.ownerPassword());
        settings.putAll(city.settings());
        settings.putAll(postgres.settings(url));
        settings.putAll(Map.of(
                "hub.destinations.national-portal.endpoint", portal.endpoint(),
                "hub.destinations.national-portal.read-timeout", "2500ms",
                "hub.delivery.first-wait", "100ms",
                "hub.delivery.longest-wait", "1s",
                "hub.portal.callback.key", "khoa-cua-cong",
                "hub.portal.sync.look", "1s",
                "hub.portal.wire.login-pause", "200ms"));
        settings.put("hub.routing.without-roles", "landRegistry");
        settings.putAll(more);
        hub = HubUnderTest.start(folder.resolve("hub"), clock, settings).withItsStore();
    }

    /** A second node on the same PostgreSQL and the same broker. */
    HubUnderTest anotherNode() {
        Map<String, Object> same = new HashMap<>(settings);
        same.putAll(Map.of(
                "spring.artemis.mode",
                "native",
                "spring.artemis.broker-url",
                "tcp://127.0.0.1:" + hub.brokerPort(),
                "hub.broker.users-dir",
                folder.resolve("hub").resolve("brokers"),
                "hub.identity.keys-dir",
                folder.resolve("hub").resolve("keys")));
        return HubUnderTest.start(folder.resolve("hub-2"), clock, same).withItsStore();
    }

    /** A dossier taken in online, for the land office. */
    DossierMessage submission(DossierBuilder dossier) {
        DossierBuilder content = dossier.procedure("1.012753", "Đăng ký đất đai");
        return MessageBuilder.aSubmission(content)
                .about(content.newCode())
                .at(clock.instant())
                .build();
    }

    JsonNode admin(String path) {
        return json(HttpRequest.newBuilder(adminUri(path)).build());
    }

    JsonNode order(String path, ObjectNode order) {
        return json(HttpRequest.newBuilder(adminUri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order.toString()))
                .build());
    }

    private URI adminUri(String path) {
        return URI.create("http://127.0.0.1:" + hub.bean(AdminPort.class).port() + path);
    }

    private static JsonNode json(HttpRequest request) {
        try {
            return JSON.readTree(send(request).body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As the portal hands a dossier down. */
    HttpResponse<String> callback(String key, String body) {
        return send(HttpRequest.newBuilder(hub.http().resolve("/callbacks/portal/dossiers"))
                .header("Content-Type", "application/json")
                .header("X-Portal-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The metrics as Prometheus reads them. */
    String metrics() {
        return send(HttpRequest.newBuilder(adminUri("/actuator/prometheus")).build())
                .body();
    }

    boolean filesAreKept(String sha256) {
        return Files.exists(folder.resolve("hub")
                .resolve("files")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256));
    }

    @Override
    public void close() throws IOException {
        hub.close();
        city.close();
        portal.close();
        postgres.stop();
        postgres.close();
    }
}
