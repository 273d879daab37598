package vn.gov.hanoi.hpasc.hub.landregistry;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.IntakeFees;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.delivery.ParkedDeliveries;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** Releases deliveries that were parked until fees are paid, once they are. See RATIONALE.md. */
class PaidFees {

    private static final Logger LOG = LoggerFactory.getLogger(PaidFees.class);
    private static final int MOST_AT_ONCE = 500;

    private static final String WAITING = """
            select d.delivery_id, s.code from delivery d join dossier s on s.dossier_id = d.dossier_id
            where d.state = 'parked' and d.code = ? and d.delivery_id > ?
            order by d.delivery_id limit ?""";

    private final Store store;
    private final Transactions transactions;
    private final LandDossiers dossiers;
    private final IntakeFees fees;
    private final ParkedDeliveries parked;

    private record Waiting(UUID deliveryId, String dossier) {}

    PaidFees(Store store, Transactions transactions, LandDossiers dossiers, IntakeFees fees, ParkedDeliveries parked) {
        this.store = store;
        this.transactions = transactions;
        this.dossiers = dossiers;
        this.fees = fees;
        this.parked = parked;
    }

    @Scheduled(fixedDelayString = "${hub.land-registry.look-for-payments:2s}", initialDelayString = "5s")
    void look() {
        if (!store.ready()) {
            return;
        }
        try {
            UUID from = new UUID(0, 0);
            for (List<Waiting> some = after(from); !some.isEmpty(); some = after(from)) {
                some.stream().filter(this::paid).forEach(this::release);
                from = some.getLast().deliveryId();
            }
        } catch (StoreUnavailable away) {
            LOG.atDebug().addKeyValue("event", "land-registry.look-skipped").log("PostgreSQL is away");
        }
    }

    private List<Waiting> after(UUID from) {
        return transactions.ask(connection -> {
            List<Waiting> waiting = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
                statement.setString(1, ErrorCode.WAITS_FOR_PAYMENT.wire());
                statement.setObject(2, from);
                statement.setInt(3, MOST_AT_ONCE);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        waiting.add(new Waiting(row.getObject(1, UUID.class), row.getString(2)));
                    }
                }
            }
            return waiting;
        });
    }

    private boolean paid(Waiting waiting) {
        return dossiers.facts(waiting.dossier()).owed().stream()
                .noneMatch(owed -> owed.fee() && owed.outstanding() > 0 && fees.beforeIntake(owed.id()));
    }

    /** Another node may have been faster, which is as good. */
    private void release(Waiting waiting) {
        parked.release(waiting.deliveryId(), "hub", "the fees due before intake are paid");
    }
}
