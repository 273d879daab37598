package vn.gov.hanoi.hpasc.hub.accept;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.DeliveryTable;
import vn.gov.hanoi.hpasc.hub.line.LineKey;
import vn.gov.hanoi.hpasc.hub.line.LineTable;
import vn.gov.hanoi.hpasc.hub.line.LineTable.Extended;
import vn.gov.hanoi.hpasc.hub.line.NewDelivery;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;

/** Gives deliveries their places in their lines, and ends what stands in places that are taken over. */
final class Placement {

    private static final String SENDERS = "select exchange_id, source from message where exchange_id = any(?)";

    private static final String WITHDRAWN = "the dossier was withdrawn";

    private final LineTable lines = new LineTable();
    private final DeliveryTable deliveries = new DeliveryTable();
    private final ParkedTable parked = new ParkedTable();

    /** Ends parked deliveries whose place is taken by a correction, and parked lines that a withdrawal passes. */
    List<LedgerEntry> close(Connection connection, Workspace workspace) throws SQLException, LostRace {
        List<LedgerEntry> closed = new ArrayList<>();
        if (workspace.withdrawals.isEmpty() && workspace.outgoing.stream().allMatch(one -> one.replaces() == null)) {
            return closed;
        }
        // all lines of this transaction before any row of theirs: what ends here and what is added below have one order
        lines.lock(
                connection,
                workspace.outgoing.stream()
                        .map(Placement::line)
                        .distinct()
                        .sorted()
                        .toList());
        replace(connection, workspace, closed);
        withdraw(connection, workspace, closed);
        return closed;
    }

    private void replace(Connection connection, Workspace workspace, List<LedgerEntry> closed)
            throws SQLException, LostRace {
        for (Outgoing outgoing : workspace.outgoing) {
            if (outgoing.replaces() != null) {
                String reason = "corrected by exchange " + outgoing.exchangeId();
                List<UUID> replaced = List.of(outgoing.replaces().deliveryId());
                List<ParkedTable.Closed> place =
                        parked.close(connection, DeliveryState.REFUSED, replaced, null, reason, workspace.now);
                if (place.isEmpty()) {
                    throw new LostRace("a parked delivery");
                }
                place.forEach(delivery -> closed.add(closing(delivery, reason)));
            }
        }
    }

    private void withdraw(Connection connection, Workspace workspace, List<LedgerEntry> closed) throws SQLException {
        for (Workspace.Withdrawal withdrawal : workspace.withdrawals) {
            LineKey line = new LineKey(withdrawal.dossier().id(), withdrawal.destination());
            List<UUID> unfinished = parked.unfinishedIfParked(connection, line);
            if (!unfinished.isEmpty()) {
                List<ParkedTable.Closed> cancelled =
                        parked.close(connection, DeliveryState.CANCELLED, unfinished, null, WITHDRAWN, workspace.now);
                lines.shorten(connection, Map.of(line, cancelled.size()));
                cancelled.forEach(delivery -> closed.add(closing(delivery, WITHDRAWN)));
                workspace.passed.put(line, withdrawal);
            }
        }
    }

    private static LedgerEntry closing(ParkedTable.Closed delivery, String reason) {
        return LedgerEntry.ofDelivery(
                Kind.CLOSED,
                new Subject(
                        delivery.exchangeId(),
                        delivery.line().dossierId(),
                        delivery.deliveryId(),
                        delivery.line().destination()),
                "hub",
                null,
                reason);
    }

    /** Gives every outgoing delivery its place in its line. */
    List<NewDelivery> place(Connection connection, Workspace workspace, Admissions admissions) throws SQLException {
        Map<UUID, String> senders = senders(connection, workspace);
        Map<LineKey, Integer> added = new HashMap<>();
        for (Outgoing outgoing : workspace.outgoing) {
            if (outgoing.replaces() == null) {
                added.merge(line(outgoing), 1, Integer::sum);
            }
        }
        Map<LineKey, Extended> extended = lines.extend(connection, added);
        Map<LineKey, Integer> given = new HashMap<>();
        Map<LineKey, Integer> cancelled = new HashMap<>();
        List<NewDelivery> created = new ArrayList<>(workspace.outgoing.size());
        for (int i = 0; i < workspace.outgoing.size(); i++) {
            Outgoing outgoing = workspace.outgoing.get(i);
            LineKey line = line(outgoing);
            String sender = senders.getOrDefault(outgoing.exchangeId(), "");
            Correctable place = outgoing.replaces();
            if (place != null) {
                DeliveryState state = head(line, sender, admissions);
                created.add(delivery(outgoing, sender, place.sequence(), place.revision() + 1, state));
                continue;
            }
            int nth = given.merge(line, 1, Integer::sum);
            Extended free = Objects.requireNonNull(extended.get(line), "every line was extended");
            DeliveryState state;
            if (endedBy(workspace.passed.get(line), i)) {
                cancelled.merge(line, 1, Integer::sum);
                state = DeliveryState.CANCELLED;
            } else {
                boolean first = nth == cancelled.getOrDefault(line, 0) + 1;
                state = first && free.headFree() ? head(line, sender, admissions) : DeliveryState.WAITING;
            }
            created.add(delivery(outgoing, sender, free.nextSequence() + nth - 1, 0, state));
        }
        lines.shorten(connection, cancelled);
        return created;
    }

    /** Whether what goes out as the {@code nth} waited in a line that a withdrawal of the same transaction then passed. */
    private static boolean endedBy(Workspace.@Nullable Withdrawal withdrawal, int nth) {
        return withdrawal != null && nth < withdrawal.outgoing();
    }

    /** What is said of deliveries that ended in the transaction that created them. */
    static List<LedgerEntry> ended(List<NewDelivery> created) {
        return created.stream()
                .filter(delivery -> delivery.state() == DeliveryState.CANCELLED)
                .map(delivery -> closing(
                        new ParkedTable.Closed(delivery.deliveryId(), delivery.exchangeId(), delivery.line()),
                        WITHDRAWN))
                .toList();
    }

    private static LineKey line(Outgoing outgoing) {
        return new LineKey(outgoing.dossier().id(), outgoing.destination());
    }

    /** Who sent what goes out: messages of this transaction, and some that were held and have been stored before. */
    private static Map<UUID, String> senders(Connection connection, Workspace workspace) throws SQLException {
        Map<UUID, String> senders = new HashMap<>();
        for (Taken taken : workspace.taken) {
            AgencySource source = taken.entry().candidate().message().source();
            senders.put(taken.exchangeId(), source.agency().value());
        }
        UUID[] stored = workspace.outgoing.stream()
                .map(Outgoing::exchangeId)
                .filter(exchange -> !senders.containsKey(exchange))
                .distinct()
                .toArray(UUID[]::new);
        if (stored.length > 0) {
            try (PreparedStatement statement = connection.prepareStatement(SENDERS)) {
                statement.setArray(1, connection.createArrayOf("uuid", stored));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        AgencySource source = AgencySource.of(row.getString(2));
                        senders.put(
                                row.getObject(1, UUID.class), source.agency().value());
                    }
                }
            }
        }
        return senders;
    }

    private static DeliveryState head(LineKey line, String sender, Admissions admissions) {
        return admissions.admit(line.destination(), sender) ? DeliveryState.IN_FLIGHT : DeliveryState.READY;
    }

    private static NewDelivery delivery(
            Outgoing outgoing, String sender, long sequence, int revision, DeliveryState state) {
        return new NewDelivery(
                UuidCreator.getTimeOrderedEpoch(),
                outgoing.exchangeId(),
                line(outgoing),
                sender,
                sequence,
                revision,
                outgoing.mark(),
                state);
    }

    void insert(Connection connection, List<NewDelivery> created, Instant now) throws SQLException {
        deliveries.insert(connection, created, now);
    }
}
