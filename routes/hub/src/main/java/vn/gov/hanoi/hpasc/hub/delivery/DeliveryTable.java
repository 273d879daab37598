package vn.gov.hanoi.hpasc.hub.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.commit.Columns;
import vn.gov.hanoi.hpasc.hub.delivery.LineTable.LineKey;

/** The table {@code delivery}, for whoever holds the lock of the line. */
public final class DeliveryTable {

    private static final String INSERT = """
            insert into delivery (delivery_id, exchange_id, dossier_id, destination, sequence, revision, state, round,
                                  relayed_at, created_at)
            select u.delivery_id, u.exchange_id, u.dossier_id, u.destination, u.sequence, u.revision, u.state, u.round,
                   case when u.state = 'in-flight' then n.now end, n.now
            from (select ?::timestamptz as now) n,
                 unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::bigint[], ?::int[], ?::text[], ?::int[])
                     u(delivery_id, exchange_id, dossier_id, destination, sequence, revision, state, round)""";

    private static final String DELIVERED = """
            update delivery d
            set state = 'delivered', attempts = d.attempts + 1, reference = u.reference, finished_at = ?::timestamptz,
                code = null, reason = null, next_attempt_at = null, leased_until = null
            from unnest(?::uuid[], ?::text[]) u(delivery_id, reference)
            where d.delivery_id = u.delivery_id and d.state = 'in-flight'
            returning d.delivery_id, d.dossier_id, d.destination""";

    private static final String PUT_BACK = """
            update delivery d
            set state = 'ready', attempts = d.attempts + u.tried, code = u.code, reason = u.reason,
                next_attempt_at = u.next_attempt_at,
                first_failed_at = case when u.tried > 0 then coalesce(d.first_failed_at, n.now) else d.first_failed_at end
            from (select ?::timestamptz as now) n,
                 unnest(?::uuid[], ?::int[], ?::text[], ?::text[], ?::timestamptz[])
                     u(delivery_id, tried, code, reason, next_attempt_at)
            where d.delivery_id = u.delivery_id and d.state = 'in-flight'
            returning d.delivery_id""";

    /** Heads of lines whose former head has just ended. */
    private static final String RELEASE = """
            update delivery d
            set state = case when d.destination = any(?) then 'in-flight' else 'ready' end,
                round = d.round + case when d.destination = any(?) then 1 else 0 end,
                relayed_at = case when d.destination = any(?) then ?::timestamptz end
            from (select distinct on (w.dossier_id, w.destination) w.delivery_id
                  from unnest(?::bigint[], ?::text[]) l(dossier_id, destination)
                  join delivery w on w.dossier_id = l.dossier_id and w.destination = l.destination
                  where w.state = 'waiting'
                  order by w.dossier_id, w.destination, w.sequence, w.revision) head
            where d.delivery_id = head.delivery_id
            returning d.destination, d.delivery_id, d.round, d.state""";

    private static final String TAKE_DUE = """
            update delivery d set state = 'in-flight', round = d.round + 1, relayed_at = n.now
            from (select ?::timestamptz as now) n,
                 (select delivery_id from delivery
                  where destination = ? and state = 'ready' and (next_attempt_at is null or next_attempt_at <= ?::timestamptz)
                  order by next_attempt_at nulls first, delivery_id
                  limit ? for update skip locked) due
            where d.delivery_id = due.delivery_id
            returning d.destination, d.delivery_id, d.round""";

    private static final String RELAY_AGAIN = """
            update delivery d set round = d.round + 1, relayed_at = ?::timestamptz
            from (select delivery_id from delivery
                  where destination = ? and state = 'in-flight' and relayed_at <= ?::timestamptz
                  order by relayed_at limit ? for update skip locked) lost
            where d.delivery_id = lost.delivery_id
            returning d.destination, d.delivery_id, d.round""";

    private static final String PARK = """
            update delivery set state = 'parked', attempts = attempts + ?, code = ?, reason = ?, next_attempt_at = null,
                   leased_until = null
            where delivery_id = ? and state = 'in-flight'""";

    private static final String CLOSE = """
            update delivery set state = ?, finished_at = ?::timestamptz, code = coalesce(?, code), reason = ?,
                   next_attempt_at = null, leased_until = null
            where delivery_id = any(?) and state in ('parked', 'waiting')
            returning delivery_id, exchange_id, dossier_id, destination""";

    private static final String PARKED_OF = """
            select d.delivery_id, d.dossier_id, d.destination, d.sequence, d.revision, d.state from delivery d
            where d.exchange_id = ? and d.dossier_id = ? and d.state in ('parked', 'refused')
              and not exists (select 1 from delivery taken where taken.dossier_id = d.dossier_id
                  and taken.destination = d.destination and taken.sequence = d.sequence and taken.revision > d.revision)""";

    private static final String LINE_IF_PARKED = """
            select delivery_id from delivery
            where dossier_id = ? and destination = ? and state in ('parked', 'waiting')
              and exists (select 1 from delivery where dossier_id = ? and destination = ? and state = 'parked')
            order by sequence, revision""";

    private static final String RELEASE_PARKED = """
            update delivery set state = 'ready', next_attempt_at = null, first_failed_at = null, reason = ?
            where delivery_id = ? and state = 'parked'""";

    public void insert(Connection connection, List<NewDelivery> deliveries, Instant now) throws SQLException {
        if (deliveries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns.bind(statement, deliveries)
                    .value(now.toString())
                    .uuid(NewDelivery::deliveryId)
                    .uuid(NewDelivery::exchangeId)
                    .bigint(d -> d.line().dossierId())
                    .text(d -> d.line().destination())
                    .bigint(NewDelivery::sequence)
                    .integer(NewDelivery::revision)
                    .text(d -> d.state().stored())
                    .integer(NewDelivery::round)
                    .done()
                    .executeUpdate();
        }
    }

    /** What was delivered. */
    record Delivered(UUID deliveryId, @Nullable String reference) {}

    /** A delivery and its line. */
    record Ended(UUID deliveryId, LineKey line) {}

    /** Ends deliveries that are in flight; others of the list are left as they are and not returned. */
    List<Ended> delivered(Connection connection, List<Delivered> deliveries, Instant now) throws SQLException {
        List<Ended> ended = new ArrayList<>();
        if (deliveries.isEmpty()) {
            return ended;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELIVERED)) {
            Columns.bind(statement, deliveries)
                    .value(now.toString())
                    .uuid(Delivered::deliveryId)
                    .text(Delivered::reference);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ended.add(new Ended(row.getObject(1, UUID.class), new LineKey(row.getLong(2), row.getString(3))));
                }
            }
        }
        return ended;
    }

    /**
     * A delivery that has to wait.
     *
     * @param tried 1 when a call was made, 0 when not
     */
    record PutBack(UUID deliveryId, int tried, String code, String reason, Instant nextAttempt) {}

    /** Puts deliveries in flight back to wait for their next attempt; gives those that were in flight. */
    List<UUID> putBack(Connection connection, List<PutBack> deliveries, Instant now) throws SQLException {
        List<UUID> done = new ArrayList<>();
        if (deliveries.isEmpty()) {
            return done;
        }
        try (PreparedStatement statement = connection.prepareStatement(PUT_BACK)) {
            Columns.bind(statement, deliveries)
                    .value(now.toString())
                    .uuid(PutBack::deliveryId)
                    .integer(PutBack::tried)
                    .text(PutBack::code)
                    .text(PutBack::reason)
                    .instant(PutBack::nextAttempt);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    done.add(row.getObject(1, UUID.class));
                }
            }
        }
        return done;
    }

    /**
     * Releases the heads of {@code lines}.
     *
     * @param admitted destinations whose heads may go to the broker at once; others become ready
     * @return those that go to the broker
     */
    public List<Dispatch> release(
            Connection connection, Collection<LineKey> lines, Collection<String> admitted, Instant now)
            throws SQLException {
        List<Dispatch> dispatches = new ArrayList<>();
        if (lines.isEmpty()) {
            return dispatches;
        }
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            var destinations = connection.createArrayOf("text", admitted.toArray());
            Columns.bind(statement, List.copyOf(lines))
                    .value(destinations)
                    .value(destinations)
                    .value(destinations)
                    .value(now.toString())
                    .bigint(LineKey::dossierId)
                    .text(LineKey::destination);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getString(4).equals(DeliveryState.IN_FLIGHT.stored())) {
                        dispatches.add(dispatch(row));
                    }
                }
            }
        }
        return dispatches;
    }

    /** Puts up to {@code limit} due deliveries of a destination on their way. */
    public List<Dispatch> takeDue(Connection connection, String destination, int limit, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_DUE)) {
            statement.setString(1, now.toString());
            statement.setString(2, destination);
            statement.setString(3, now.toString());
            statement.setInt(4, limit);
            return dispatches(statement);
        }
    }

    /**
     * Puts deliveries that went on their way by {@code before} and have not come to an outcome on their way again. Each gets
     * a new round: should a broker message of the former one be there still, it is stale.
     */
    public List<Dispatch> relayAgain(Connection connection, String destination, Instant before, int limit, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELAY_AGAIN)) {
            statement.setString(1, now.toString());
            statement.setString(2, destination);
            statement.setString(3, before.toString());
            statement.setInt(4, limit);
            return dispatches(statement);
        }
    }

    /** Parks a delivery in flight; false when it is not in flight. */
    boolean park(Connection connection, UUID deliveryId, int tried, String code, String reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARK)) {
            statement.setInt(1, tried);
            statement.setString(2, code);
            statement.setString(3, reason);
            statement.setObject(4, deliveryId);
            return statement.executeUpdate() == 1;
        }
    }

    /** A delivery that was closed without being delivered. */
    public record Closed(UUID deliveryId, UUID exchangeId, LineKey line) {}

    /** Closes parked or waiting deliveries as refused or cancelled. */
    public List<Closed> close(
            Connection connection,
            DeliveryState as,
            Collection<UUID> deliveries,
            @Nullable String code,
            String reason,
            Instant now)
            throws SQLException {
        List<Closed> closed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
            statement.setString(1, as.stored());
            statement.setString(2, now.toString());
            statement.setString(3, code);
            statement.setString(4, reason);
            statement.setArray(5, connection.createArrayOf("uuid", deliveries.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    closed.add(new Closed(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            new LineKey(row.getLong(3), row.getString(4))));
                }
            }
        }
        return closed;
    }

    /** A parked or refused delivery of a message, whose place a correction may take, once. */
    public record Correctable(UUID deliveryId, LineKey line, long sequence, int revision, DeliveryState state) {}

    public List<Correctable> correctable(Connection connection, UUID exchangeId, long dossierId) throws SQLException {
        List<Correctable> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PARKED_OF)) {
            statement.setObject(1, exchangeId);
            statement.setLong(2, dossierId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Correctable(
                            row.getObject(1, UUID.class),
                            new LineKey(row.getLong(2), row.getString(3)),
                            row.getLong(4),
                            row.getInt(5),
                            DeliveryState.of(row.getString(6))));
                }
            }
        }
        return found;
    }

    /** All unfinished deliveries of a line whose head is parked; none when it is not. */
    public List<UUID> unfinishedIfParked(Connection connection, LineKey line) throws SQLException {
        List<UUID> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LINE_IF_PARKED)) {
            statement.setLong(1, line.dossierId());
            statement.setString(2, line.destination());
            statement.setLong(3, line.dossierId());
            statement.setString(4, line.destination());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
        }
        return found;
    }

    /** Lets a parked delivery try again; false when it is not parked. */
    boolean releaseParked(Connection connection, UUID deliveryId, String reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE_PARKED)) {
            statement.setString(1, reason);
            statement.setObject(2, deliveryId);
            return statement.executeUpdate() == 1;
        }
    }

    private static List<Dispatch> dispatches(PreparedStatement statement) throws SQLException {
        List<Dispatch> dispatches = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                dispatches.add(dispatch(row));
            }
        }
        return dispatches;
    }

    private static Dispatch dispatch(ResultSet row) throws SQLException {
        return new Dispatch(row.getString(1), row.getObject(2, UUID.class), row.getInt(3));
    }
}
