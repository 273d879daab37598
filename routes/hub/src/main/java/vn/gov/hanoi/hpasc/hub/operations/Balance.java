package vn.gov.hanoi.hpasc.hub.operations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/**
 * Whether every delivery the ledger says was created is somewhere: for each destination, created (counted from the ledger)
 * = delivered + refused + cancelled + parked + waiting + in flight (counted from the deliveries), in one snapshot.
 */
public final class Balance {

    private static final String QUERY = """
            with created as (
                select name as destination, count(*) as created
                from ledger_entry, unnest(destinations) name where destinations is not null group by name),
            found as (
                select destination,
                       count(*) filter (where state = 'delivered') as delivered,
                       count(*) filter (where state = 'refused') as refused,
                       count(*) filter (where state = 'cancelled') as cancelled,
                       count(*) filter (where state = 'parked') as parked,
                       count(*) filter (where state in ('waiting', 'ready')) as waiting,
                       count(*) filter (where state = 'in-flight') as in_flight
                from delivery group by destination)
            select destination, coalesce(created, 0), coalesce(delivered, 0), coalesce(refused, 0),
                   coalesce(cancelled, 0), coalesce(parked, 0), coalesce(waiting, 0), coalesce(in_flight, 0)
            from created full join found using (destination) order by destination""";

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

    private static List<Row> rows(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
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
