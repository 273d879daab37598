package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import vn.gov.hanoi.hpasc.hub.storage.TestPostgres;
import vn.gov.hanoi.hpasc.simulators.landsoap.OlderLandSystem;

/**
 * What all proofs of a run share, for starting it takes as long as a proof: a hub, its PostgreSQL, its city. Every test has
 * dossiers of its own and scripts the city for them only; whoever lets something fail for all mends it again.
 */
final class Bench implements AutoCloseable {

    /** For what must come to pass; a machine may be slow, so it says nothing about speed. */
    static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("proof.patience", 60));

    /** The tax office's key, and the one that is to follow it. */
    static final String TAX_KEY = "khoa-cua-co-quan-thue";

    static final String NEXT_TAX_KEY = "khoa-ke-tiep-cua-thue";

    private static final Path FOLDER = Path.of("target", "proof").toAbsolutePath();

    private final MovableClock clock = new MovableClock();
    private final TestPostgres postgres;
    private final Database database;
    private final City city = new City();
    private final OlderLandSystem olderLand = OlderLandSystem.start(0);
    private final HubUnderTest hub;

    private Bench(TestPostgres postgres) throws SQLException {
        this.postgres = postgres;
        String url = postgres.fresh("proof");
        this.database = new Database(url, postgres.owner(), postgres.ownerPassword());
        Map<String, Object> settings = new HashMap<>(city.settings());
        settings.putAll(datasource(url));
        settings.putAll(impatience());
        settings.put("hub.land-registry.parcel.endpoint", olderLand.endpoint());
        settings.put("hub.parcel.rest", "300ms");
        this.hub = HubUnderTest.start(FOLDER.resolve("hub"), clock, settings).withItsStore();
        city.meet(hub);
        hub.agency(Dossier.CORE).send(Dossier.of(Department.LAND).submitted());
        // the first call is a slow one; whoever then lets the land office fall ill counts what it left undone
        eventually(() ->
                assertThat(database.unfinishedOf(Department.LAND.destination())).isZero());
    }

    static Bench start() throws IOException, SQLException {
        TestPostgres postgres = TestPostgres.startedIn(FOLDER.resolve("postgres"));
        // also when the run is broken off
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
        return new Bench(postgres);
    }

    private static void stop(TestPostgres postgres) {
        try {
            postgres.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings that lead a hub to {@code url} in this PostgreSQL. */
    Map<String, Object> datasource(String url) {
        return postgres.settings(url);
    }

    /** So that a test of silence takes seconds; long enough for a slow machine to answer. */
    private static Map<String, Object> impatience() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "hub.delivery.first-wait", "100ms",
                "hub.delivery.longest-wait", "1s",
                "hub.accept.held-review", "300ms",
                "hub.tax.look", "300ms",
                // so that a flood is told so before the machine is busy with it for long
                "hub.limits.burst", "800",
                "hub.tax.callback.keys", TAX_KEY + "," + NEXT_TAX_KEY,
                // the portal and the land registry have proofs of their own
                "hub.routing.without-roles", "nationalPortal,landRegistry"));
        for (String destination : new String[] {"hpasc-core", "land-office", "construction"}) {
            settings.put("hub.destinations." + destination + ".read-timeout", "2500ms");
        }
        return settings;
    }

    HubUnderTest hub() {
        return hub;
    }

    AgencyClient agency(String code) {
        return hub.agency(code);
    }

    City city() {
        return city;
    }

    OlderLandSystem olderLand() {
        return olderLand;
    }

    Database database() {
        return database;
    }

    TestPostgres postgres() {
        return postgres;
    }

    MovableClock clock() {
        return clock;
    }

    static Path folder(String name) {
        return FOLDER.resolve(name);
    }

    /** Waits until {@code assertion} holds. */
    static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }

    /** Waits until a delivery is in {@code state}. */
    Database.Row delivery(UUID exchangeId, String destination, String state) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> database.delivery(exchangeId, destination),
                        delivery -> delivery.state().equals(state));
    }

    @Override
    public void close() throws IOException {
        city.close();
        hub.close();
        olderLand.close();
        postgres.close();
    }
}
