package vn.gov.hanoi.hpasc.hub.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.codec.Texts;
import vn.gov.hanoi.hpasc.hub.accept.SenderNotices;
import vn.gov.hanoi.hpasc.hub.commit.Collision;
import vn.gov.hanoi.hpasc.hub.commit.StoreFailure;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable;
import vn.gov.hanoi.hpasc.hub.ledger.Ledger;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.DepartureTable;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.LineKey;
import vn.gov.hanoi.hpasc.hub.line.LineTable;
import vn.gov.hanoi.hpasc.hub.line.Outbox;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable;

/** What an operator can do with a parked delivery: let it try again, or refuse it for good. Each act is in the ledger. */
public final class ParkedDeliveries {

    private static final int MOST_COLLISIONS = 5;

    private final Transactions transactions;
    private final DeliveryLoader loader;
    private final SenderNotices notices;
    private final Outbox outbox;
    private final Clock clock;
    private final DossierTable dossiers = new DossierTable();
    private final ParkedTable parkedTable = new ParkedTable();
    private final DepartureTable departures = new DepartureTable();
    private final LineTable lines = new LineTable();
    private final Ledger ledger = new Ledger();

    ParkedDeliveries(
            Transactions transactions, DeliveryLoader loader, SenderNotices notices, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.loader = loader;
        this.notices = notices;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What was done in a transaction: whose deliveries became due, or why nothing. */
    private record Step(List<String> due, @Nullable Problem problem) {

        static Step not(Problem problem) {
            return new Step(List.of(), problem);
        }
    }

    @FunctionalInterface
    private interface Act {
        Step on(Connection connection, TakenUp parked, List<Dispatch> notices) throws SQLException, Collision;
    }

    /**
     * Lets a parked delivery try again, with the same key.
     *
     * @param operator who acts, for the ledger
     * @param reason why, for the ledger
     * @return the problem when it is not there or not parked
     */
    public Optional<Problem> release(UUID deliveryId, String operator, String reason) {
        return act(deliveryId, (connection, parked, told) -> {
            parkedTable.releaseParked(connection, deliveryId, "released by an operator");
            record(connection, parked, operator, "released: " + reason);
            return new Step(List.of(parked.line().destination()), null);
        });
    }

    /**
     * Refuses a parked delivery for good: the line goes on with the next message, and the sender is told.
     *
     * @param operator who acts, for the ledger
     * @param given why, for the ledger and for the sender
     * @return the problem when it is not there or not parked
     */
    public Optional<Problem> refuse(UUID deliveryId, String operator, String given) {
        String reason = Texts.madeFit(given, Settlement.LONGEST);
        return act(deliveryId, (connection, parked, told) -> {
            LineKey line = parked.line();
            lines.lock(connection, List.of(line));
            parkedTable.close(
                    connection,
                    DeliveryState.REFUSED,
                    List.of(deliveryId),
                    ErrorCode.REFUSED_BY_OPERATOR.wire(),
                    reason,
                    now());
            record(connection, parked, operator, "refused: " + reason);
            List<LineKey> unfinished = lines.shorten(connection, Map.of(line, 1));
            // heads become ready, and the sweep that is woken afterwards brings them on their way
            departures.release(connection, unfinished, List.of(), now());
            told.addAll(notices.refused(connection, parked.delivery(), ErrorCode.REFUSED_BY_OPERATOR, reason));
            return new Step(List.of(line.destination()), null);
        });
    }

    private Optional<Problem> act(UUID deliveryId, Act act) {
        for (int collisions = 0; ; collisions++) {
            List<Dispatch> told = new ArrayList<>();
            boolean committed = false;
            try {
                Step step = transactions.run(connection -> locked(connection, deliveryId, act, told));
                committed = true;
                outbox.dispatch(told);
                step.due().forEach(outbox::wake);
                return Optional.ofNullable(step.problem());
            } catch (SQLException e) {
                if (StoreFailure.of(e) != StoreFailure.COLLISION || collisions == MOST_COLLISIONS) {
                    throw new StoreUnavailable(e);
                }
            } catch (Collision e) {
                if (collisions == MOST_COLLISIONS) {
                    throw new StoreUnavailable(e);
                }
            } finally {
                if (!committed) {
                    told.forEach(notice -> outbox.giveBack(notice.destination(), notice.sender()));
                }
            }
        }
    }

    private Step locked(Connection connection, UUID deliveryId, Act act, List<Dispatch> told)
            throws SQLException, Collision {
        TakenUp seen = loader.read(connection, List.of(deliveryId)).get(deliveryId);
        if (seen == null) {
            return Step.not(Problem.of(ErrorCode.NOT_FOUND));
        }
        dossiers.lock(connection, List.of(seen.delivery().dossierCode()));
        TakenUp parked = Objects.requireNonNull(
                loader.read(connection, List.of(deliveryId)).get(deliveryId), "deliveries are never deleted");
        if (parked.state() != DeliveryState.PARKED) {
            return Step.not(Problem.of(ErrorCode.ILLEGAL_STATE, parked.state().stored()));
        }
        return act.on(connection, parked, told);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void record(Connection connection, TakenUp parked, String operator, String detail) throws SQLException {
        Subject subject = new Subject(
                parked.delivery().exchangeId(),
                parked.line().dossierId(),
                parked.delivery().deliveryId(),
                parked.line().destination());
        ledger.append(
                connection, List.of(LedgerEntry.ofDelivery(Kind.OPERATOR, subject, operator, null, detail)), now());
    }
}
