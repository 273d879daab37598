package vn.gov.hanoi.hpasc.hub.portal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/**
 * Looks regularly at how far the portal is behind, at the clock of intake, at the catalogue and at drift, and shows it as
 * metrics. One warning when something begins, one line when it is over.
 */
class PortalWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PortalWatch.class);

    private final NationalPortal portal;
    private final Store store;
    private final Parts parts;
    private final PortalSyncProperties properties;
    private final Clock clock;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong outOfSync = new AtomicLong();
    private final AtomicLong intakeDue = new AtomicLong();
    private final AtomicLong intakeOver = new AtomicLong();
    private final AtomicLong findings = new AtomicLong();
    private final AtomicLong drift = new AtomicLong();
    private final AtomicBoolean asking = new AtomicBoolean();
    private boolean alarmed;
    private Instant nextPull = Instant.MIN;
    private Instant nextComparison = Instant.MAX;

    /** What is looked at. */
    record Parts(SyncTruth truth, IntakeClock intake, CataloguePull catalogue, Comparison comparison) {}

    PortalWatch(
            NationalPortal portal,
            Store store,
            Parts parts,
            PortalSyncProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.portal = portal;
        this.store = store;
        this.parts = parts;
        this.properties = properties;
        this.clock = clock;
        gauge(meters, "hub.portal.sync.lag", lag, "how long the oldest dossier waits for the portal", "seconds");
        gauge(meters, "hub.portal.out.of.sync", outOfSync, "dossiers the portal does not have as they are", "dossiers");
        gauge(meters, "hub.portal.drift", drift, "dossiers the last comparison found different", "dossiers");
        gauge(
                meters,
                "hub.portal.catalogue.findings",
                findings,
                "what the catalogue breaks of routing.yaml",
                "findings");
        gauge(meters, "hub.portal.intake.due", intakeDue, "online dossiers to be accepted or refused soon", "dossiers");
        gauge(meters, "hub.portal.intake.over", intakeOver, "online dossiers whose intake is late", "dossiers");
    }

    private static void gauge(MeterRegistry meters, String name, AtomicLong value, String what, String unit) {
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(what)
                .baseUnit(unit)
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${hub.portal.sync.look:30s}", initialDelayString = "5s")
    void look() {
        if (!portal.configured() || !store.ready()) {
            return;
        }
        try {
            lag();
            intake();
        } catch (StoreUnavailable away) {
            LOG.atDebug().addKeyValue("event", "portal.look-skipped").log("PostgreSQL is away");
        }
    }

    private void lag() {
        SyncTruth.Summary summary = parts.truth().summary();
        lag.set(summary.lagSeconds());
        outOfSync.set(summary.dossiersOutOfSync());
        boolean late = summary.lagSeconds() > properties.lagAlarm().toSeconds();
        if (late && !alarmed) {
            LOG.atWarn()
                    .addKeyValue("event", "portal.lag")
                    .addKeyValue("seconds", summary.lagSeconds())
                    .addKeyValue("dossiers", summary.dossiersOutOfSync())
                    .log("the portal is far behind");
        } else if (!late && alarmed) {
            LOG.atInfo().addKeyValue("event", "portal.lag-over").log("the portal has caught up");
        }
        alarmed = late;
    }

    private void intake() {
        parts.intake().look();
        List<IntakeClock.Due> due = parts.intake().due();
        long over = due.stream().filter(IntakeClock.Due::over).count();
        intakeOver.set(over);
        intakeDue.set(due.size() - over);
    }

    /** On a thread of its own: a slow portal, and a comparison at its rate, must not keep the scheduler from others. */
    @Scheduled(fixedDelayString = "10s", initialDelayString = "8s")
    void askThePortal() {
        if (portal.configured() && store.ready() && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("portal-watch").start(this::ask);
        }
    }

    private void ask() {
        Instant now = clock.instant();
        try {
            if (!now.isBefore(nextPull)) {
                nextPull = now.plus(properties.look());
                findings.set(parts.catalogue().pull().size());
                nextPull = now.plus(properties.catalogue().every());
            }
            if (nextComparison.equals(Instant.MAX)) {
                nextComparison = now.plus(properties.comparison().every());
            } else if (!now.isBefore(nextComparison)) {
                nextComparison = now.plus(properties.comparison().every());
                compared(parts.comparison().compare(null, "hub", null));
            }
        } catch (DestinationUnavailable | PortalSilent | StoreUnavailable away) {
            LOG.atDebug()
                    .addKeyValue("event", "portal.catalogue-not-pulled")
                    .addKeyValue("why", away.getMessage())
                    .log("tried again later");
        } catch (RuntimeException unforeseen) {
            LOG.atError()
                    .addKeyValue("event", "portal.watch-failed")
                    .setCause(unforeseen)
                    .log("tried again later");
        } finally {
            asking.set(false);
        }
    }

    private void compared(PlanTable.Plan plan) {
        drift.set(plan.items().size());
        if (!plan.items().isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("event", "portal.drift")
                    .addKeyValue("plan", plan.planId())
                    .addKeyValue("dossiers", plan.items().size())
                    .log("the portal does not have what it was told; a plan waits to be run");
        }
    }
}
