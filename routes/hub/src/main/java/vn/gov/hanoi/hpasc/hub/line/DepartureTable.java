package vn.gov.hanoi.hpasc.hub.line;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.gov.hanoi.hpasc.hub.commit.Columns;

/** The table {@code delivery}, as it lets deliveries go: the next of a line, those that are due, and those that were lost. */
public final class DepartureTable {

    /** Heads of lines whose former head has just ended. */
    private static final String RELEASE = """
            update delivery d
            set state = case when d.destination = any(?) then 'in-flight' else 'ready' end,
                round = d.round + case when d.destination = any(?) then 1 else 0 end,
                relayed_at = case when d.destination = any(?) then ?::timestamptz end
            from (select distinct on (w.dossier_id, w.destination) w.delivery_id
                  from unnest(?::bigint[], ?::text[]) l(dossier_id, destination)
                  join delivery w on w.dossier_id = l.dossier_id and w.destination = l.destination
                  where w.state || '' = 'waiting'
                  order by w.dossier_id, w.destination, w.sequence, w.revision) head
            where d.delivery_id = head.delivery_id
            returning d.destination, d.delivery_id, d.round, d.exchange_id, d.dossier_id, d.sequence, d.attempts,
                      d.failed_at, d.own_failures, d.relayed_at, d.state, d.sender""";

    /** From one sender to the next in the index, however much each has. */
    static final String SENDERS = """
            with recursive due(sender) as (
                (select sender from delivery where destination = ? and state = 'ready' order by sender limit 1)
                union all
                select (select d.sender from delivery d
                        where d.destination = ? and d.state = 'ready' and d.sender > due.sender
                        order by d.sender limit 1)
                from due where due.sender is not null)
            select sender from due where sender is not null""";

    static final String TAKE_DUE = """
            update delivery d set state = 'in-flight', round = d.round + 1, relayed_at = n.now
            from (select ?::timestamptz as now) n,
                 (select turn.delivery_id
                  from unnest(?::text[], ?::int[]) u(sender, most)
                  cross join lateral (
                      select r.delivery_id from delivery r
                      where r.destination = ? and r.sender = u.sender and r.state = 'ready'
                        and coalesce(r.next_attempt_at, '-infinity') <= ?::timestamptz
                      order by coalesce(r.next_attempt_at, '-infinity'), r.delivery_id
                      limit u.most for update skip locked) turn
                  limit ?) due
            where d.delivery_id = due.delivery_id
            returning d.destination, d.delivery_id, d.round, d.exchange_id, d.dossier_id, d.sequence, d.attempts,
                      d.failed_at, d.own_failures, d.relayed_at, d.state, d.sender""";

    static final String TAKE_NEWEST = """
            update delivery d set state = 'in-flight', round = d.round + 1, relayed_at = n.now
            from (select ?::timestamptz as now) n,
                 (select turn.delivery_id
                  from unnest(?::text[], ?::int[]) u(sender, most)
                  cross join lateral (
                      select r.delivery_id from delivery r
                      where r.destination = ? and r.sender = u.sender and r.state = 'ready'
                        and coalesce(r.next_attempt_at, '-infinity') = '-infinity'
                      order by r.delivery_id desc
                      limit u.most for update skip locked) turn) due
            where d.delivery_id = due.delivery_id
            returning d.destination, d.delivery_id, d.round, d.exchange_id, d.dossier_id, d.sequence, d.attempts,
                      d.failed_at, d.own_failures, d.relayed_at, d.state, d.sender""";

    private static final String RELAY_AGAIN = """
            update delivery d set round = d.round + 1, relayed_at = ?::timestamptz
            from (select delivery_id from delivery
                  where destination = ? and state = 'in-flight' and relayed_at <= ?::timestamptz
                  order by relayed_at limit ? for update skip locked) lost
            where d.delivery_id = lost.delivery_id
            returning d.destination, d.delivery_id, d.round, d.exchange_id, d.dossier_id, d.sequence, d.attempts,
                      d.failed_at, d.own_failures, d.relayed_at, d.state, d.sender""";

    private static final String GIVE_BACK = """
            update delivery d set state = 'ready', relayed_at = null
            from unnest(?::uuid[], ?::int[]) left_by_us(delivery_id, round)
            where d.delivery_id = left_by_us.delivery_id and d.state || '' = 'in-flight' and d.round = left_by_us.round""";

    private static final String RENEW = """
            update delivery set relayed_at = ?::timestamptz
            where delivery_id = ? and state || '' = 'in-flight' and round = ?""";

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
                    if (row.getString(11).equals(DeliveryState.IN_FLIGHT.stored())) {
                        dispatches.add(dispatch(row));
                    }
                }
            }
        }
        return dispatches;
    }

    /** The senders of which something is ready at a destination. */
    public List<String> senders(Connection connection, String destination) throws SQLException {
        List<String> senders = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SENDERS)) {
            statement.setString(1, destination);
            statement.setString(2, destination);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    senders.add(row.getString(1));
                }
            }
        }
        return senders;
    }

    /**
     * Puts due deliveries of a destination on their way.
     *
     * @param rooms how many of each sender at most, those whose turn it is first
     * @param limit how many altogether
     */
    public List<Dispatch> takeDue(
            Connection connection, String destination, Map<String, Integer> rooms, int limit, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_DUE)) {
            statement.setString(1, now.toString());
            statement.setArray(
                    2, connection.createArrayOf("text", rooms.keySet().toArray()));
            statement.setArray(
                    3, connection.createArrayOf("int4", rooms.values().toArray()));
            statement.setString(4, destination);
            statement.setString(5, now.toString());
            statement.setInt(6, limit);
            return dispatches(statement);
        }
    }

    /** Puts deliveries on their way that were never tried, of each sender at most so many, the newest first. */
    public List<Dispatch> takeNewest(Connection connection, String destination, Map<String, Integer> rooms, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_NEWEST)) {
            statement.setString(1, now.toString());
            statement.setArray(
                    2, connection.createArrayOf("text", rooms.keySet().toArray()));
            statement.setArray(
                    3, connection.createArrayOf("int4", rooms.values().toArray()));
            statement.setString(4, destination);
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

    /** Renews the claim of a delivery that waited long for its call; false when it is no longer in flight in that round. */
    public boolean renew(Connection connection, UUID deliveryId, int round, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setString(1, now.toString());
            statement.setObject(2, deliveryId);
            statement.setInt(3, round);
            return statement.executeUpdate() == 1;
        }
    }

    /** Makes ready again what a node that stops had on its way, in the rounds it knows; gives how many that were. */
    public int giveBack(Connection connection, List<Dispatch> dispatches) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            dispatches.stream().map(Dispatch::deliveryId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int4", dispatches.stream().map(Dispatch::round).toArray()));
            return statement.executeUpdate();
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
        OffsetDateTime failed = row.getObject(8, OffsetDateTime.class);
        return new Dispatch(
                row.getString(1),
                row.getString(12),
                row.getObject(2, UUID.class),
                row.getInt(3),
                new Dispatch.Row(
                        row.getObject(4, UUID.class),
                        row.getLong(5),
                        row.getLong(6),
                        row.getInt(7),
                        new Failures(failed == null ? null : failed.toInstant(), row.getInt(9)),
                        row.getObject(10, OffsetDateTime.class).toInstant()));
    }
}
