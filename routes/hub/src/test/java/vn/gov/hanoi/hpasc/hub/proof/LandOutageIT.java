package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Fee;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.Procedure;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.storage.TestPostgres;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandBooks.Kept;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandOperation;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandSystem;

/**
 * The land registry behind the whole hub: four days without it, files, and fees due before intake. 150 dossiers wait for it,
 * each with two messages; {@code -Dland.form=long} for 20,000.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LandOutageIT {

    private static final boolean LONG = "long".equals(System.getProperty("land.form"));
    private static final int DOSSIERS = LONG ? 20_000 : 150;
    private static final int PER_SECOND = LONG ? 1_000 : 60;
    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(LONG ? 60 : 3);
    private static final String LAND = "land-registry";
    private static final String BEFORE_INTAKE = "PHI-TRUOC";
    private static final Path FOLDER = Path.of("target", "land-outage").toAbsolutePath();

    private static final MovableClock CLOCK = new MovableClock();
    private static final City CITY = new City();
    private static final LandSystem REGISTRY = LandSystem.vbdlis(0);
    private static TestPostgres postgres;
    private static Database database;
    private static HubUnderTest hub;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = TestPostgres.startedIn(FOLDER.resolve("postgres"));
        String url = postgres.fresh("land");
        database = new Database(url, postgres.owner(), postgres.ownerPassword());
        Map<String, Object> settings = new HashMap<>(CITY.settings());
        settings.putAll(postgres.settings(url));
        settings.put("hub.destinations.land-registry.endpoint", REGISTRY.endpoint());
        settings.put("hub.destinations.land-registry.per-second", PER_SECOND);
        settings.put("hub.destinations.land-registry.read-timeout", "5s");
        settings.put("hub.routing.without-roles", "nationalPortal");
        settings.put("hub.land-registry.fees-before-intake", BEFORE_INTAKE);
        settings.put("hub.land-registry.look-for-payments", "300ms");
        settings.put("hub.delivery.first-wait", "100ms");
        settings.put("hub.delivery.longest-wait", "60s");
        settings.put("hub.relay.window", LONG ? 1000 : 20);
        hub = HubUnderTest.start(FOLDER.resolve("hub"), CLOCK, settings).withItsStore();
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        CITY.close();
        REGISTRY.close();
        postgres.stop();
        postgres.close();
    }

    @Test
    @Order(1)
    void aScanThatWasUploadedReachesTheLandRegistryAsItWas() throws Exception {
        byte[] scan = new byte[700_001];
        new Random(1).nextBytes(scan);
        String sha256 = uploaded(scan);

        String code = submit(
                List.of(new DocumentReference("Bản quét", "application/pdf", sha256, 700_001L, null, null)), null);

        assertThat(awaited(code).intake().files()).singleElement().satisfies(file -> {
            assertThat(file.sha256()).isEqualTo(sha256);
            assertThat(file.size()).isEqualTo(700_001);
            assertThat(file.name()).isEqualTo("Bản quét.pdf");
        });
        JsonNode said = awaited(code).intake().content();
        assertThat(said.path("NguoiTiepNhan").asText()).isEqualTo("Ủy ban nhân dân phường Ba Đình (H26.103.25)");
        assertThat(said.at("/ThongTinQuyTrinh/TenQuyTrinh").asText()).isEqualTo("Đăng ký đất đai");
    }

    @Test
    @Order(2)
    void aDossierWithAFeeDueBeforeIntakeWaitsParkedAndGoesOnWhenItIsPaid() {
        String code = submit(null, new Fee(BEFORE_INTAKE, "Phí thẩm định", ChargeKind.FEE, new Vnd(200_000)));
        Bench.eventually(() -> {
            JsonNode parked = hub.admin().parked(LAND);
            assertThat(parked).hasSize(1);
            assertThat(parked.get(0).toString()).contains("HUB-603", BEFORE_INTAKE + " 200000 VND");
        });
        assertThat(REGISTRY.books().dossier(code)).isEmpty();

        hub.agency("H26.01")
                .send(MessageBuilder.aMessage()
                        .about(code)
                        .at(CLOCK.instant())
                        .with(
                                MessageType.PAYMENT_CONFIRMED,
                                new PaymentConfirmed(
                                        BEFORE_INTAKE, new Vnd(200_000), CLOCK.instant(), null, "T1", "BL1"))
                        .build());

        awaited(code);
        Bench.eventually(() -> {
            assertThat(hub.admin().parked(LAND)).isEmpty();
            assertThat(database.unfinishedOf(LAND)).isZero();
        });
        assertThat(awaited(code).told()).as("its own fee is nothing to it").isEmpty();
    }

    @Test
    @Order(3)
    void fourDaysWithoutTheLandRegistryLoseNothingAndDrainInOrderUnderARate() throws Exception {
        int known = REGISTRY.books().size();
        REGISTRY.goDown();
        List<String> codes = filed();
        Bench.eventually(() -> assertThat(hub.admin().stateOf(LAND)).isEqualTo("resting"));
        CLOCK.forward(Duration.ofDays(4));
        assertThat(database.unfinishedOf(LAND)).isEqualTo(2L * DOSSIERS);
        int before = calls();
        long start = System.nanoTime();

        REGISTRY.comeBack();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> database.unfinishedOf(LAND) == 0);

        double seconds = (System.nanoTime() - start) / 1e9;
        int made = calls() - before;
        System.out.printf(
                "land outage: %d messages of %d dossiers drained in %.1f s with %d calls%n",
                2 * DOSSIERS, DOSSIERS, seconds, made);
        assertThat(made).as("calls within the rate").isLessThan((int) ((seconds + 1) * PER_SECOND));
        assertThat(hub.admin().parked(LAND)).isEmpty();
        assertThat(hub.admin().differences()).isEmpty();
        Map<String, Kept> kept = REGISTRY.books().all();
        assertThat(kept).hasSize(known + DOSSIERS).containsKeys(codes.toArray(String[]::new));
        assertThat(codes).allSatisfy(code -> {
            // it refuses what it does not know yet: what came out of order could not be there
            assertThat(kept.get(code).operations()).containsExactly(LandOperation.SUPPLEMENT);
            assertThat(kept.get(code).repeats()).isZero();
        });
        assertThat(REGISTRY.books().refusedIntakes()).as("nothing twice").isZero();
    }

    /** The hub may still be waiting for PostgreSQL: then it says so, and is asked again. */
    private static String uploaded(byte[] scan) throws IOException {
        HttpRequest upload = HttpRequest.newBuilder(hub.http().resolve("/api/v1/attachments"))
                .header("Authorization", "Bearer " + hub.token("H26.01"))
                .header("Content-Type", "application/pdf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(scan))
                .build();
        HttpResponse<String> answer =
                await().atMost(Bench.PATIENCE).until(() -> PortalBench.send(upload), sent -> sent.statusCode() != 503);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return PortalBench.JSON.readTree(answer.body()).path("sha256").asText();
    }

    private static Kept awaited(String code) {
        Bench.eventually(() -> assertThat(REGISTRY.books().dossier(code)).isPresent());
        return REGISTRY.books().dossier(code).orElseThrow();
    }

    private static int calls() {
        return REGISTRY.calls(LandOperation.INTAKE) + REGISTRY.calls(LandOperation.SUPPLEMENT);
    }

    private static List<String> filed() throws Exception {
        try (ExecutorService citizens = Executors.newFixedThreadPool(AT_ONCE)) {
            List<String> codes = new ArrayList<>();
            Callable<String> filing = LandOutageIT::submittedAndSupplemented;
            for (Future<String> filed : citizens.invokeAll(Collections.nCopies(DOSSIERS, filing))) {
                codes.add(filed.get());
            }
            return codes;
        }
    }

    private static String submittedAndSupplemented() {
        String code = submit(null, null);
        tell("H26.13", code, MessageBuilder.aMessage().progressed(DossierStatus.ACCEPTED));
        tell("H26.13", code, MessageBuilder.aMessage().supplementRequested());
        tell(
                "H26.01",
                code,
                MessageBuilder.aMessage()
                        .with(
                                MessageType.SUPPLEMENTED,
                                new Supplemented(
                                        List.of(new DocumentReference("Căn cước", null, null, null, null, null)),
                                        null,
                                        null,
                                        "Nộp tại quầy")));
        return code;
    }

    private static void tell(String agency, String code, MessageBuilder message) {
        hub.agency(agency)
                .send(message.about(code).from(agency).at(CLOCK.instant()).build());
    }

    /** Takes a dossier in. */
    private static String submit(List<DocumentReference> papers, Fee fee) {
        DossierBuilder builder = DossierBuilder.aDossier();
        String code = builder.newCode();
        Submitted plain = builder.build();
        Submitted submitted = new Submitted(
                new Procedure(plain.procedure().code(), "Đăng ký đất đai"),
                plain.applicant(),
                plain.receivingBranch(),
                new AgencyCode("H26.13"),
                plain.channel(),
                plain.submittedAt(),
                plain.receivedAt(),
                plain.dueAt(),
                plain.summary(),
                papers,
                fee == null ? null : List.of(fee),
                plain.parcel(),
                null,
                null);
        tell("H26.01", code, MessageBuilder.aMessage().with(MessageType.SUBMITTED, submitted));
        return code;
    }
}
