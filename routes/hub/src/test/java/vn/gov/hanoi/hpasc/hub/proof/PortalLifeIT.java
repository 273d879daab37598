package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.ReturnMethod;
import vn.gov.hanoi.hpasc.dossier.Returned;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.simulators.portal.PortalBooks.Kept;

/**
 * Whole lives of dossiers at a portal on a bad day, told by two hub nodes on one PostgreSQL: rules 5, 6, 7 and 10 of
 * failures.md. 40 dossiers; {@code -Dportal.form=long} for 200.
 */
class PortalLifeIT {

    private static final int DOSSIERS = "long".equals(System.getProperty("portal.form")) ? 200 : 20;
    private static final Duration PATIENCE = Duration.ofSeconds(DOSSIERS == 20 ? 120 : 600);
    private static final int FAULTS_PERCENT = 20;

    private Instant time = Instant.parse("2026-11-20T01:00:00Z");

    @Test
    void rule7_twoNodesEndWithThePortalAsItShouldBeWhateverFailsOnTheWay() throws Exception {
        Map<String, Object> settings = Map.of(
                // faults come at random, so that one dossier may meet many: nobody gives up on it
                "hub.delivery.poison-after", 1000, "hub.delivery.longest-wait", "500ms");
        try (PortalBench bench = new PortalBench("portal-life", settings);
                HubUnderTest second = bench.anotherNode()) {
            bench.portal.chaos(20_261_123, FAULTS_PERCENT);
            Map<String, List<String>> expected = new LinkedHashMap<>();
            Random random = new Random(42);
            for (int i = 0; i < DOSSIERS; i++) {
                HubUnderTest node = i % 2 == 0 ? bench.hub : second;
                DossierMessage dossier = bench.submission(DossierBuilder.aDossier());
                List<String> steps = new ArrayList<>();
                for (DossierMessage message : life(dossier, random, steps)) {
                    node.agency(message.source().agency().value()).send(message);
                }
                expected.put(dossier.subject(), steps);
            }

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> assertThat(bench.database.unfinishedOf(PortalBench.PORTAL))
                            .isZero());

            assertThat(bench.hub.admin().parked(PortalBench.PORTAL)).isEmpty();
            Map<String, Kept> kept = bench.portal.books().all();
            expected.forEach((code, steps) -> {
                Kept dossier = kept.get(code);
                assertThat(dossier).as(code).isNotNull();
                assertThat(dossier.inserts()).as("inserts of %s", code).isEqualTo(1);
                assertThat(dossier.steps()).as("progress of %s", code).isEqualTo(steps);
                assertThat(dossier.status()).as("status of %s", code).isEqualTo(steps.getLast());
            });
            int calls = bench.portal.calls("DongBoHoSoMC")
                    + bench.portal.calls("CapNhatTienDoHoSoMC")
                    + bench.portal.calls("TraCuuHoSo");
            System.out.printf(
                    "portal life: %d dossiers, %d%% faults, %d calls, %d logins, %d refused inserts, %d repeated rows%n",
                    DOSSIERS,
                    FAULTS_PERCENT,
                    calls,
                    bench.portal.logins(),
                    bench.portal.books().refusedInserts(),
                    bench.portal.books().repeatedRows());
            assertThat(bench.portal.logins()).as("no session storm").isLessThan(calls / 5);
        }
    }

    /** A walk over the graph of statuses; {@code steps} gets what the portal must show of it, in order. */
    private List<DossierMessage> life(DossierMessage dossier, Random random, List<String> steps) {
        List<DossierMessage> messages = new ArrayList<>(List.of(dossier));
        messages.add(progressed(dossier, DossierStatus.ACCEPTED, steps));
        messages.add(progressed(dossier, DossierStatus.IN_PROCESS, steps));
        if (random.nextBoolean()) {
            messages.add(about(dossier, "H26.13").supplementRequested().build());
            steps.add("5");
            DocumentReference paper = new DocumentReference("Bản sao căn cước", null, null, null, "TP-02", null);
            messages.add(said(
                    dossier,
                    "H26.01",
                    MessageType.SUPPLEMENTED,
                    new Supplemented(List.of(paper), null, null, "Đã bổ sung")));
            steps.add("4");
        }
        if (random.nextBoolean()) {
            messages.add(said(
                    dossier,
                    "H26.13",
                    MessageType.OBLIGATION_RAISED,
                    new ObligationRaised(
                            "PHI-1", ChargeKind.FEE, "Phí thẩm định", new Vnd(120_000), null, null, null, null)));
            steps.add("6");
            messages.add(said(
                    dossier,
                    "H26.01",
                    MessageType.PAYMENT_CONFIRMED,
                    new PaymentConfirmed("PHI-1", new Vnd(120_000), time, "QR", "TX", null)));
            steps.add("4");
        }
        if (random.nextInt(5) == 0) {
            messages.add(about(dossier, "H26.01").withdrawn().build());
            steps.add("7");
            return messages;
        }
        messages.add(about(dossier, "H26.13").resolved().build());
        steps.add("9");
        messages.add(
                said(dossier, "H26.01", MessageType.RETURNED, new Returned(ReturnMethod.COUNTER, time, null, null)));
        steps.add("10");
        return messages;
    }

    private DossierMessage progressed(DossierMessage dossier, DossierStatus status, List<String> steps) {
        steps.add(Integer.toString(status.number()));
        vn.gov.hanoi.hpasc.dossier.Officer officer =
                new vn.gov.hanoi.hpasc.dossier.Officer("Trần Quốc Bảo", "Chuyên viên", null);
        return said(dossier, "H26.13", MessageType.PROGRESSED, new Progressed(status, officer, null, time, null, null));
    }

    private DossierMessage said(DossierMessage dossier, String by, MessageType type, MessageData data) {
        return about(dossier, by).with(type, data).build();
    }

    private MessageBuilder about(DossierMessage dossier, String by) {
        time = time.plusSeconds(1);
        return MessageBuilder.aMessage().about(dossier.subject()).from(by).at(time);
    }
}
