package vn.gov.hanoi.hpasc.hub.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import vn.gov.hanoi.hpasc.hub.commit.Columns;

/** The table {@code ledger_entry}: only ever added to, in the transaction of what it tells. */
public final class Ledger {

    private static final String INSERT = """
            insert into ledger_entry (at, kind, exchange_id, dossier_id, delivery_id, destination, destinations,
                                      status_before, status_after, actor, code, detail, hash)
            select ?::timestamptz, kind, exchange_id, dossier_id, delivery_id, destination,
                   string_to_array(destinations, ' '), status_before, status_after, actor, code, detail, hash
            from unnest(?::text[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::int[], ?::int[],
                        ?::text[], ?::text[], ?::text[], ?::bytea[])
                 u(kind, exchange_id, dossier_id, delivery_id, destination, destinations, status_before, status_after,
                   actor, code, detail, hash)""";

    /** Adds {@code entries} in the caller's transaction. */
    public void append(Connection connection, List<LedgerEntry> entries, Instant at) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns.bind(statement, entries)
                    .value(at.toString())
                    .text(entry -> entry.kind().name().toLowerCase(Locale.ROOT))
                    .uuid(entry -> entry.subject().exchangeId())
                    .bigint(entry -> entry.subject().dossierId())
                    .uuid(entry -> entry.subject().deliveryId())
                    .text(entry -> entry.subject().destination())
                    // an array of arrays would have to be square; destination names have no blanks
                    .text(entry -> entry.destinations().isEmpty() ? null : String.join(" ", entry.destinations()))
                    .integer(entry -> entry.statusBefore() == null
                            ? null
                            : entry.statusBefore().number())
                    .integer(entry -> entry.statusAfter() == null
                            ? null
                            : entry.statusAfter().number())
                    .text(LedgerEntry::actor)
                    .text(LedgerEntry::code)
                    .text(LedgerEntry::detail)
                    .bytes(LedgerEntry::hash)
                    .done()
                    .executeUpdate();
        }
    }
}
