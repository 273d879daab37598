package vn.gov.hanoi.hpasc.hub.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;

/** The inbox of agencies that fetch, from the tables of deliveries. */
final class PullInbox implements Inbox {

    /** A turn of each sender whatever each has waiting, in chance order where there are more senders than places. */
    static final String LEASE_DUE = """
            with recursive senders(sender) as (
                (select sender from delivery where destination = ? and state = 'ready' order by sender limit 1)
                union all
                select (select d.sender from delivery d
                        where d.destination = ? and d.state = 'ready' and d.sender > senders.sender
                        order by d.sender limit 1)
                from senders where senders.sender is not null),
            heads as (
                select head.delivery_id, head.turn
                from senders
                cross join lateral (
                    select r.delivery_id,
                           row_number() over (order by coalesce(r.next_attempt_at, '-infinity'), r.delivery_id) as turn
                    from delivery r
                    where r.destination = ? and r.sender = senders.sender and r.state = 'ready'
                      and coalesce(r.next_attempt_at, '-infinity') <= ?::timestamptz
                    order by coalesce(r.next_attempt_at, '-infinity'), r.delivery_id
                    limit ?) head)
            update delivery d
            set state = 'in-flight', round = d.round + 1, relayed_at = n.now, leased_until = ?::timestamptz
            from (select ?::timestamptz as now) n,
                 (select delivery_id
                  from (select delivery_id from delivery
                        where destination = ? and state = 'in-flight' and leased_until <= ?::timestamptz
                        limit ? for update skip locked) lapsed
                  union all
                  select delivery_id
                  from (select r.delivery_id from heads join delivery r on r.delivery_id = heads.delivery_id
                        where r.state || '' = 'ready'
                        order by heads.turn, random()
                        limit ? for update of r skip locked) ready
                  limit ?) due
            where d.delivery_id = due.delivery_id
            returning d.delivery_id""";

    /** How often a delivery may be lent again while its outcome is being recorded. */
    private static final int MOST_LENT = 5;

    private final Transactions transactions;
    private final DeliveryLoader loader;
    private final Settlements settlements;
    private final Clock clock;

    PullInbox(Transactions transactions, DeliveryLoader loader, Settlements settlements, Clock clock) {
        this.transactions = transactions;
        this.loader = loader;
        this.settlements = settlements;
        this.clock = clock;
    }

    @Override
    public List<Leased> lease(Agency agency, int limit) {
        Instant now = clock.instant();
        Instant until = now.plus(LEASE);
        try {
            return transactions.run(connection -> {
                List<UUID> leased = lease(connection, agency.destination().name(), Math.min(limit, MOST), now, until);
                return loader.read(connection, leased).values().stream()
                        .sorted(Comparator.comparing(
                                takenUp -> takenUp.delivery().deliveryId()))
                        .map(takenUp -> new Leased(takenUp.delivery(), until))
                        .toList();
            });
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static List<UUID> lease(Connection connection, String destination, int limit, Instant now, Instant until)
            throws SQLException {
        List<UUID> leased = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LEASE_DUE)) {
            bind(statement, destination, limit, now, until);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    leased.add(row.getObject(1, UUID.class));
                }
            }
        }
        return leased;
    }

    static void bind(PreparedStatement statement, String destination, int limit, Instant now, Instant until)
            throws SQLException {
        statement.setString(1, destination);
        statement.setString(2, destination);
        statement.setString(3, destination);
        statement.setString(4, now.toString());
        statement.setInt(5, limit);
        statement.setString(6, until.toString());
        statement.setString(7, now.toString());
        statement.setString(8, destination);
        statement.setString(9, now.toString());
        statement.setInt(10, limit);
        statement.setInt(11, limit);
        statement.setInt(12, limit);
    }

    @Override
    public Optional<Problem> report(Agency agency, UUID deliveryId, Report report) {
        try {
            TakenUp takenUp = loader.load(deliveryId);
            if (takenUp == null
                    || !takenUp.line().destination().equals(agency.destination().name())) {
                return Optional.of(Problem.of(ErrorCode.NOT_FOUND));
            }
            for (int lent = 0; takenUp.state() == DeliveryState.IN_FLIGHT && lent < MOST_LENT; lent++) {
                if (settlements.record(settlement(takenUp, report))) {
                    return Optional.empty();
                }
                // another report was faster: the answer is what it made of the delivery; or its lease lapsed and it was
                // lent
                // once more, which makes this report no less true
                takenUp = Objects.requireNonNull(loader.load(deliveryId), "deliveries are never deleted");
            }
            return judge(takenUp.state(), report);
        } catch (StoreAway e) {
            throw new StoreUnavailable(e);
        }
    }

    private static Optional<Problem> judge(DeliveryState recorded, Report report) {
        return switch (recorded) {
            case DELIVERED -> repeated(report.accepted());
            case PARKED, REFUSED -> repeated(!report.accepted());
            case WAITING, READY, IN_FLIGHT, CANCELLED -> Optional.of(Problem.of(ErrorCode.LEASE_LOST));
        };
    }

    private static Settlement settlement(TakenUp takenUp, Report report) {
        if (report.accepted()) {
            return new Settlement.Delivered(takenUp, report.reference());
        }
        String reason = report.reason() == null ? "no reason given" : report.reason();
        return new Settlement.Parked(
                takenUp, ErrorCode.DESTINATION_REFUSED, reason, takenUp.line().destination());
    }

    private static Optional<Problem> repeated(boolean same) {
        return same ? Optional.empty() : Optional.of(Problem.of(ErrorCode.OUTCOME_CONFLICT));
    }
}
