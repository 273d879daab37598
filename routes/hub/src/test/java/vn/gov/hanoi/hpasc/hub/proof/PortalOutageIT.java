package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.simulators.portal.PortalBooks.Kept;

/**
 * Rule 3 of failures.md: the portal is away for a day, and what waits for it drains in order under a rate, live traffic
 * first. 150 dossiers of 2 messages; {@code -Dportal.form=long} for 50,000 (100,000 messages).
 */
@Tag("long")
class PortalOutageIT {

    private static final boolean LONG = "long".equals(System.getProperty("portal.form"));
    private static final int DOSSIERS = LONG ? 50_000 : 150;
    private static final int PER_SECOND = LONG ? 2_000 : 40;
    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(LONG ? 60 : 2);

    @Test
    void rule3_aDayWithoutThePortalLosesNothingAndDrainsInOrderUnderARate() throws Exception {
        Map<String, Object> settings = Map.of(
                "hub.portal.wire.calls-per-second",
                PER_SECOND,
                "hub.relay.window",
                LONG ? 1000 : 20,
                "hub.delivery.longest-wait",
                "60s");
        try (PortalBench bench = new PortalBench("portal-outage", settings)) {
            bench.portal.goDown();
            List<String> codes = filed(bench);
            Bench.eventually(() ->
                    assertThat(bench.hub.admin().stateOf(PortalBench.PORTAL)).isEqualTo("resting"));
            bench.clock.forward(Duration.ofHours(24));
            assertThat(bench.database.unfinishedOf(PortalBench.PORTAL)).isEqualTo(2L * DOSSIERS);
            int before = calls(bench);
            long start = System.nanoTime();

            bench.portal.comeBack();
            await().atMost(PATIENCE).until(() -> bench.portal.books().all().size() >= Math.min(10, DOSSIERS / 10));
            String live = twoMessages(bench);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> bench.portal.books().dossier(live).isPresent());
            int ahead = bench.portal.books().all().size();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> bench.database.unfinishedOf(PortalBench.PORTAL) == 0);

            double seconds = (System.nanoTime() - start) / 1e9;
            int made = calls(bench) - before;
            System.out.printf(
                    "portal outage: %d messages drained in %.1f s with %d calls, live dossier after %d of %d%n",
                    2 * DOSSIERS + 2, seconds, made, ahead, DOSSIERS);
            assertThat(made).as("calls within the rate").isLessThan((int) ((seconds + 1) * PER_SECOND));
            assertThat(ahead).as("dossiers before the live one").isLessThan(DOSSIERS / 2);
            assertThat(bench.hub.admin().parked(PortalBench.PORTAL)).isEmpty();
            Map<String, Kept> kept = bench.portal.books().all();
            assertThat(kept).hasSize(DOSSIERS + 1).containsKeys(codes.toArray(String[]::new));
            assertThat(kept.values()).allSatisfy(dossier -> {
                assertThat(dossier.inserts()).isEqualTo(1);
                assertThat(dossier.steps()).containsExactly("2");
            });
        }
    }

    private static List<String> filed(PortalBench bench) throws Exception {
        try (ExecutorService citizens = Executors.newFixedThreadPool(AT_ONCE)) {
            List<String> codes = new ArrayList<>();
            for (Future<String> filing :
                    citizens.invokeAll(Collections.nCopies(DOSSIERS, (Callable<String>) () -> twoMessages(bench)))) {
                codes.add(filing.get());
            }
            return codes;
        }
    }

    private static int calls(PortalBench bench) {
        return bench.portal.calls("DongBoHoSoMC")
                + bench.portal.calls("CapNhatTienDoHoSoMC")
                + bench.portal.calls("TraCuuHoSo");
    }

    private static String twoMessages(PortalBench bench) {
        DossierMessage dossier = bench.submission(DossierBuilder.aDossier());
        bench.hub.agency("H26.01").send(dossier);
        bench.hub
                .agency("H26.13")
                .send(MessageBuilder.aMessage()
                        .about(dossier.subject())
                        .from("H26.13")
                        .at(bench.clock.instant())
                        .progressed(DossierStatus.ACCEPTED)
                        .build());
        return dossier.subject();
    }
}
