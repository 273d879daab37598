package vn.gov.hanoi.hpasc.hub.portal;

import com.github.f4b6a3.uuid.UuidCreator;
import io.github.bucket4j.Bucket;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal.Presence;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.portal.PlanTable.Item;
import vn.gov.hanoi.hpasc.hub.portal.PlanTable.Plan;
import vn.gov.hanoi.hpasc.hub.portal.PlanTable.Told;

/**
 * Holds what the portal has against what it was told, and makes a plan of what differs. A plan changes nothing until
 * somebody has seen it and runs it.
 */
public final class Comparison {

    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
    private static final int PLANS_SHOWN = 20;

    private final NationalPortal portal;
    private final PortalLine line;
    private final Transactions transactions;
    private final PortalSyncProperties.Comparison properties;
    private final Clock clock;
    private final PlanTable table = new PlanTable();

    Comparison(
            NationalPortal portal,
            PortalLine line,
            Transactions transactions,
            PortalSyncProperties.Comparison properties,
            Clock clock) {
        this.portal = portal;
        this.line = line;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    /** Looks up the dossiers that changed since; the rest of a comparison that the portal breaks off is left for the next. */
    Plan compare(@Nullable Instant since, String by, @Nullable String reason) {
        Instant from = since == null ? clock.instant().minus(properties.over()) : since;
        List<Told> told = run(connection -> table.told(connection, from, line.destination(), properties.most()));
        Bucket rate = Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(properties.perSecond(), Duration.ofSeconds(1)))
                .build();
        List<Item> items = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        int compared = 0;
        for (Told dossier : told) {
            rate.asBlocking().consumeUninterruptibly(1);
            try {
                String finding = finding(dossier);
                compared++;
                if (finding != null) {
                    items.add(new Item(dossier.dossier(), finding, null));
                    ids.add(dossier.dossierId());
                }
            } catch (DestinationUnavailable | PortalSilent away) {
                LOG.atWarn()
                        .addKeyValue("event", "portal.comparison-broken-off")
                        .addKeyValue("compared", compared)
                        .addKeyValue("of", told.size())
                        .addKeyValue("why", away.getMessage())
                        .log("the portal could not be asked");
                break;
            }
        }
        Plan plan = new Plan(
                UuidCreator.getTimeOrderedEpoch(), clock.instant(), by, from, compared, null, null, reason, items);
        run(connection -> {
            table.insert(connection, plan, ids);
            return true;
        });
        return plan;
    }

    private @Nullable String finding(Told dossier) throws DestinationUnavailable, PortalSilent {
        Optional<Presence> presence = portal.lookUp(dossier.portalCode());
        String status = presence.map(Presence::status).orElse(null);
        run(connection -> {
            table.compared(connection, dossier, status, presence.isPresent(), clock.instant());
            return true;
        });
        if (presence.isEmpty()) {
            return "the portal does not have it";
        }
        return status == null || status.equals(Integer.toString(dossier.shown()))
                ? null
                : "the portal shows status " + status + ", it was told " + dossier.shown();
    }

    Optional<Plan> plan(UUID planId) {
        return run(connection -> table.find(connection, planId));
    }

    List<Plan> plans() {
        return run(connection -> table.newest(connection, PLANS_SHOWN));
    }

    /** Runs a plan, once; empty when there is none such or it was run before. */
    Optional<Plan> run(UUID planId, String by) {
        boolean mine = run(connection -> table.begin(connection, planId, by, clock.instant()));
        if (!mine) {
            return Optional.empty();
        }
        for (Item item : plan(planId).map(Plan::items).orElse(List.of())) {
            String outcome = repaired(item.dossier());
            run(connection -> {
                table.outcome(connection, planId, item.dossier(), outcome);
                return true;
            });
        }
        return plan(planId);
    }

    private String repaired(String dossier) {
        run(connection -> {
            table.forget(connection, dossier);
            return true;
        });
        try {
            return switch (portal.synchronise(dossier)) {
                case DeliveryOutcome.Accepted accepted -> "repaired";
                case DeliveryOutcome.Rejected rejected -> rejected.code().wire() + " " + rejected.reason();
                case DeliveryOutcome.Unknown unknown -> unknown.code().wire() + " " + unknown.reason();
            };
        } catch (DestinationUnavailable away) {
            return away.code().wire() + " " + away.getMessage();
        }
    }

    private <R> R run(Transactions.Work<R, RuntimeException> work) {
        try {
            return transactions.run(work);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }
}
