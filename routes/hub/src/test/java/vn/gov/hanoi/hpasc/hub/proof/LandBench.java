package vn.gov.hanoi.hpasc.hub.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Parcel;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.operations.web.AdminPort;
import vn.gov.hanoi.hpasc.hub.storage.TestPostgres;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandClerk;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandSystem;
import vn.gov.hanoi.hpasc.simulators.tax.TaxOffice;

/** A hub with its own PostgreSQL, the land registry on both sides of it, and a host of scans. */
final class LandBench implements AutoCloseable {

    static final String KEY = "khoa-cua-van-phong-dat-dai";
    static final String NEXT_KEY = "khoa-ke-tiep";
    private static final String TAX_KEY = "khoa-cua-co-quan-thue";
    static final byte[] SCAN = "%PDF-1.7\nGiấy chứng nhận quyền sử dụng đất\n%%EOF\n".getBytes(StandardCharsets.UTF_8);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final MovableClock clock = new MovableClock();
    final City city = new City();
    final LandSystem registry = LandSystem.vbdlis(0);
    final HttpServer scans = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    final Database database;
    final HubUnderTest hub;
    final LandClerk clerk;
    final TaxOffice tax;
    private final TestPostgres postgres;
    private final AtomicInteger ids = new AtomicInteger();

    LandBench() throws IOException, SQLException {
        Path folder = Path.of("target", "land").toAbsolutePath();
        postgres = TestPostgres.startedIn(folder.resolve("postgres"));
        String url = postgres.fresh("land");
        database = new Database(url, postgres.owner(), postgres.ownerPassword());
        scans.createContext("/scan.pdf", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/pdf");
            exchange.sendResponseHeaders(200, SCAN.length);
            exchange.getResponseBody().write(SCAN);
            exchange.close();
        });
        scans.start();
        Map<String, Object> settings = new HashMap<>(city.settings());
        settings.putAll(postgres.settings(url));
        settings.putAll(Map.of(
                "hub.routing.without-roles",
                "nationalPortal",
                "hub.destinations.land-registry.endpoint",
                registry.endpoint(),
                "hub.land-registry.callback.secrets",
                KEY + "," + NEXT_KEY,
                "hub.land-registry.callback.zone",
                "UTC",
                "hub.land-registry.callback.secret-in-path",
                "true",
                "hub.land-registry.count",
                "200ms",
                "hub.land-registry.files.look",
                "100ms"));
        settings.putAll(Map.of(
                "hub.tax.callback.keys", TAX_KEY,
                "hub.land-registry.missing-files", "omit",
                "hub.land-registry.files.hosts[0].name", "127.0.0.1",
                "hub.land-registry.files.hosts[0].http", "true",
                "hub.land-registry.files.hosts[0].ports", "0",
                "hub.land-registry.files.hosts[0].addresses", "127.0.0.1"));
        hub = HubUnderTest.start(folder.resolve("hub"), clock, settings).withItsStore();
        tax = TaxOffice.start(0, hub.http(), () -> TAX_KEY);
        clerk = new LandClerk(hub.http(), "X-Land-Registry-Key", () -> KEY).writingTimesIn(ZoneOffset.UTC);
        filed(); // waits until the tables are there
    }

    URI scan(String path) {
        return URI.create("http://127.0.0.1:" + scans.getAddress().getPort() + path);
    }

    /** A dossier taken in at a counter, for the land registration office. */
    String filed() {
        DossierBuilder content = DossierBuilder.aDossier()
                .procedure("1.012753", "Đăng ký đất đai")
                .handledBy("H26.13.1");
        String code = content.newCode();
        Submitted plain = (Submitted)
                MessageBuilder.aSubmission(content).about(code).build().data();
        Submitted land = new Submitted(
                plain.procedure(),
                plain.applicant(),
                plain.receivingBranch(),
                plain.handlingAgency(),
                plain.channel(),
                plain.submittedAt(),
                plain.receivedAt(),
                plain.dueAt(),
                plain.summary(),
                plain.documents(),
                null,
                new Parcel("00166", "45", "128", null, "86.5", null),
                plain.aliases(),
                plain.note());
        says("H26.01", code, MessageType.SUBMITTED, land);
        return code;
    }

    /** Something that an agency says. */
    void says(String agency, String dossier, MessageType type, MessageData data) {
        hub.agency(agency)
                .send(MessageBuilder.aMessage()
                        .id("land-" + ids.incrementAndGet())
                        .from(agency)
                        .about(dossier)
                        .at(now())
                        .with(type, data)
                        .build());
    }

    Instant now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    JsonNode dossier(String code) {
        return hub.agency("H26.01").dossier(code);
    }

    int status(String code) {
        return dossier(code).path("status").asInt();
    }

    /** Who said what, in the order of acceptance, and what was remarked about it. */
    List<String> timeline(String code) {
        return database.sql().sql("""
                        select replace(m.source, '/agencies/', '') || ' '
                            || regexp_replace(m.type, '^.*\\.([a-z-]+)\\.v\\d+$', '\\1') || coalesce(' (' || m.mark || ')', '')
                        from message m join dossier d on d.dossier_id = m.dossier_id
                        where d.code = ? and m.type not like '%delivery-%' order by m.position""").param(code).query(String.class).list();
    }

    JsonNode admin(String path) {
        try {
            return JSON.readTree(
                    send(HttpRequest.newBuilder(adminUri(path)).build()).body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String metrics() {
        return send(HttpRequest.newBuilder(adminUri("/actuator/prometheus")).build())
                .body();
    }

    private URI adminUri(String path) {
        return URI.create("http://127.0.0.1:" + hub.bean(AdminPort.class).port() + path);
    }

    /** A call of somebody, as it is. */
    HttpResponse<String> call(String path, String key, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.http().resolve("/callbacks/land-registry/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(
                key == null
                        ? request.build()
                        : request.header("X-Land-Registry-Key", key).build());
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

    @Override
    public void close() throws IOException {
        clerk.close();
        tax.close();
        hub.close();
        city.close();
        registry.close();
        scans.stop(0);
        postgres.stop();
        postgres.close();
    }
}
