package vn.gov.hanoi.hpasc.hub.operations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/**
 * Whether every delivery the ledger says was created is somewhere: for each destination, created (counted from the ledger)
 * = delivered + refused + cancelled + parked + waiting + in flight (counted from the deliveries), in one snapshot. Counted on
 * from a checkpoint, so that it costs the same however much has been delivered; see V16.
 */
public final class Balance {

    /** From the checkpoint on; each of the states that are not final has a partial index. */
    static final String QUERY = """
            with mark as materialized (select entry_id, finished_until from balance_mark),
            created as (
                select name as destination, count(*) as created
                from ledger_entry, unnest(destinations) name
                where entry_id > (select entry_id from mark) and destinations is not null group by name),
            finished as (
                select destination,
                       count(*) filter (where state = 'delivered') as delivered,
                       count(*) filter (where state = 'refused') as refused,
                       count(*) filter (where state = 'cancelled') as cancelled
                from delivery where finished_at >= (select finished_until from mark) group by destination),
            open as (
                select destination, sum(parked) as parked, sum(waiting) as waiting, sum(in_flight) as in_flight
                from (select destination, 0 as parked, count(*) as waiting, 0 as in_flight
                      from delivery where state = 'waiting' group by destination
                      union all
                      select destination, 0, count(*), 0 from delivery where state = 'ready' group by destination
                      union all
                      select destination, 0, 0, count(*) from delivery where state = 'in-flight' group by destination
                      union all
                      select destination, count(*), 0, 0 from delivery where state = 'parked' group by destination) o
                group by destination)
            select destination, coalesce(b.created, 0) + coalesce(c.created, 0),
                   coalesce(b.delivered, 0) + coalesce(f.delivered, 0), coalesce(b.refused, 0) + coalesce(f.refused, 0),
                   coalesce(b.cancelled, 0) + coalesce(f.cancelled, 0), coalesce(o.parked, 0), coalesce(o.waiting, 0),
                   coalesce(o.in_flight, 0)
            from balance_checkpoint b full join created c using (destination) full join finished f using (destination)
                 full join open o using (destination)
            order by destination""";

    /** The bounds of sessions are for statements that want a few rows. */
    static final String PLANS = "set local enable_bitmapscan = on; set local enable_hashjoin = on";

    private static final String LOCK_MARK = "select entry_id, finished_until from balance_mark for update skip locked";

    private static final String ADVANCE = """
            insert into balance_checkpoint as b (destination, created, delivered, refused, cancelled)
            select destination, coalesce(created, 0), coalesce(delivered, 0), coalesce(refused, 0), coalesce(cancelled, 0)
            from (select name as destination, count(*) as created
                  from ledger_entry, unnest(destinations) name
                  where entry_id > ? and entry_id <= ? and destinations is not null group by name) created
            full join (select destination, count(*) filter (where state = 'delivered') as delivered,
                              count(*) filter (where state = 'refused') as refused,
                              count(*) filter (where state = 'cancelled') as cancelled
                       from delivery where finished_at >= ?::timestamptz and finished_at < ?::timestamptz
                       group by destination) finished using (destination)
            on conflict (destination) do update
            set created = b.created + excluded.created, delivered = b.delivered + excluded.delivered,
                refused = b.refused + excluded.refused, cancelled = b.cancelled + excluded.cancelled""";

    private static final String RECOUNT = """
            update balance_checkpoint b
            set delivered = coalesce(f.delivered, 0), refused = coalesce(f.refused, 0),
                cancelled = coalesce(f.cancelled, 0)
            from balance_checkpoint c
            left join (select destination, count(*) filter (where state = 'delivered') as delivered,
                              count(*) filter (where state = 'refused') as refused,
                              count(*) filter (where state = 'cancelled') as cancelled
                       from delivery where finished_at < ?::timestamptz group by destination) f using (destination)
            where b.destination = c.destination""";

    private static final String LAST_ENTRY =
            "select coalesce(max(entry_id), ?) from ledger_entry where entry_id > ? and at < ?::timestamptz";

    private static final String MOVE_MARK = "update balance_mark set entry_id = ?, finished_until = ?::timestamptz";

    /** No transaction lasts so long: whatever is older is committed, or never will be. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final Transactions transactions;

    Balance(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * One destination.
     *
     * @param created deliveries, as the ledger says
     * @param difference created less all the others; 0 when everything is accounted for
     */
    public record Row(
            String destination,
            long created,
            long delivered,
            long refused,
            long cancelled,
            long parked,
            long waiting,
            long inFlight,
            long difference) {}

    /** All destinations, sorted. */
    public List<Row> rows() {
        return transactions.ask(Balance::rows);
    }

    /** Counts what was finished some minutes ago into the checkpoint; one node at a time. */
    void advance(Instant now) {
        transactions.ask(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(PLANS);
                try (ResultSet mark = statement.executeQuery(LOCK_MARK)) {
                    if (mark.next()) {
                        Instant until = mark.getObject(2, OffsetDateTime.class).toInstant();
                        advance(connection, mark.getLong(1), until, now.minus(SETTLED));
                    }
                }
            }
            return true;
        });
    }

    private static void advance(Connection connection, long entry, Instant from, Instant until) throws SQLException {
        if (from.isAfter(until.plus(SETTLED))) {
            retreat(connection, until);
            return;
        }
        if (!from.isBefore(until)) {
            return;
        }
        long last = lastEntry(connection, entry, until);
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, entry);
            statement.setLong(2, last);
            statement.setString(3, from.toString());
            statement.setString(4, until.toString());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(MOVE_MARK)) {
            statement.setLong(1, last);
            statement.setString(2, until.toString());
            statement.executeUpdate();
        }
    }

    /** The clock was set back: what is finished from now on would be taken for counted. Reads all that is finished. */
    private static void retreat(Connection connection, Instant until) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECOUNT)) {
            statement.setString(1, until.toString());
            statement.executeUpdate();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("update balance_mark set finished_until = ?::timestamptz")) {
            statement.setString(1, until.toString());
            statement.executeUpdate();
        }
    }

    private static long lastEntry(Connection connection, long entry, Instant until) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST_ENTRY)) {
            statement.setLong(1, entry);
            statement.setLong(2, entry);
            statement.setString(3, until.toString());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static List<Row> rows(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(PLANS);
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(row(row));
            }
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        long created = row.getLong(2);
        long accounted = 0;
        for (int column = 3; column <= 8; column++) {
            accounted += row.getLong(column);
        }
        return new Row(
                row.getString(1),
                created,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                created - accounted);
    }
}
