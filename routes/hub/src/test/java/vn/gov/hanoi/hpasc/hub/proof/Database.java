package vn.gov.hanoi.hpasc.hub.proof;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The hub's tables, seen from outside the hub. */
final class Database {

    private final JdbcClient sql;

    Database(String url, String user, String password) {
        this.sql = JdbcClient.create(new DriverManagerDataSource(url, user, password));
    }

    JdbcClient sql() {
        return sql;
    }

    /** How many deliveries to {@code destination} are on their way, or wait behind one that is. */
    long unfinishedOf(String destination) {
        return count("""
                select count(*) from delivery d
                where d.destination = ? and (d.state in ('ready', 'in-flight') or d.state = 'waiting' and not exists
                    (select 1 from delivery p where p.dossier_id = d.dossier_id and p.destination = d.destination
                     and p.state = 'parked'))""", destination);
    }

    long count(String query, Object... parameters) {
        return sql.sql(query).params(List.of(parameters)).query(Long.class).single();
    }

    /** The state of each delivery of a message, by destination. */
    Map<String, String> states(UUID exchangeId) {
        return sql
                .sql("select destination, state from delivery where exchange_id = ?")
                .param(exchangeId)
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** One delivery as it is now. */
    record Row(UUID deliveryId, String state, int attempts, String code) {}

    Row delivery(UUID exchangeId, String destination) {
        return sql.sql("""
                        select delivery_id, state, attempts, coalesce(code, '') from delivery
                        where exchange_id = ? and destination = ?""")
                .params(exchangeId, destination)
                .query((row, n) ->
                        new Row(row.getObject(1, UUID.class), row.getString(2), row.getInt(3), row.getString(4)))
                .single();
    }
}
