package vn.gov.hanoi.hpasc.hub.line;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.gov.hanoi.hpasc.hub.commit.Columns;

/**
 * The table {@code line}: what one destination gets of one dossier. Its row is the lock under which sequences are given
 * and the head is released; rows are always locked in the order of (dossier, destination).
 */
public final class LineTable {

    private static final String EXTEND = """
            insert into line as l (dossier_id, destination, last_sequence, open_count)
            select dossier_id, destination, added, added
            from unnest(?::bigint[], ?::text[], ?::int[]) u(dossier_id, destination, added)
            order by dossier_id, destination
            on conflict (dossier_id, destination) do update
            set last_sequence = l.last_sequence + excluded.last_sequence, open_count = l.open_count + excluded.open_count
            returning dossier_id, destination, last_sequence, open_count""";

    private static final String LOCK = """
            select 1 from line l
            join unnest(?::bigint[], ?::text[]) u(dossier_id, destination) using (dossier_id, destination)
            order by l.dossier_id, l.destination for update of l""";

    private static final String FREE = """
            select l.dossier_id, l.destination from line l
            join unnest(?::bigint[], ?::text[]) u(dossier_id, destination) using (dossier_id, destination)
            for update of l skip locked""";

    private static final String SHORTEN = """
            update line l set open_count = l.open_count - u.ended
            from unnest(?::bigint[], ?::text[], ?::int[]) u(dossier_id, destination, ended)
            where l.dossier_id = u.dossier_id and l.destination = u.destination
            returning l.dossier_id, l.destination, l.open_count""";

    /**
     * A line that grew.
     *
     * @param nextSequence the first of the new sequences
     * @param headFree whether nothing unfinished stands before the new ones
     */
    public record Extended(long nextSequence, boolean headFree) {}

    /** Lengthens lines, each by its number of new deliveries. */
    public Map<LineKey, Extended> extend(Connection connection, Map<LineKey, Integer> added) throws SQLException {
        if (added.isEmpty()) {
            return Map.of();
        }
        Map<LineKey, Extended> extended = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(EXTEND)) {
            try (ResultSet row = counted(statement, added).executeQuery()) {
                while (row.next()) {
                    LineKey line = new LineKey(row.getLong(1), row.getString(2));
                    int count = added.getOrDefault(line, 0);
                    extended.put(line, new Extended(row.getLong(3) - count + 1, row.getInt(4) == count));
                }
            }
        }
        return extended;
    }

    /** Those of {@code lines} on which another transaction holds a lock at this moment; waits for none of them. */
    public Set<LineKey> held(Connection connection, Collection<LineKey> lines) throws SQLException {
        Set<LineKey> held = new HashSet<>(lines);
        try (PreparedStatement statement = connection.prepareStatement(FREE)) {
            try (ResultSet row = Columns.bind(statement, List.copyOf(held))
                    .bigint(LineKey::dossierId)
                    .text(LineKey::destination)
                    .done()
                    .executeQuery()) {
                while (row.next()) {
                    held.remove(new LineKey(row.getLong(1), row.getString(2)));
                }
            }
        }
        return held;
    }

    /** Locks lines, in their order. */
    public void lock(Connection connection, List<LineKey> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            Columns.bind(statement, lines)
                    .bigint(LineKey::dossierId)
                    .text(LineKey::destination)
                    .done()
                    .executeQuery()
                    .close();
        }
    }

    /**
     * Takes ended deliveries off lines that the caller has locked.
     *
     * @return those that still have something unfinished
     */
    public List<LineKey> shorten(Connection connection, Map<LineKey, Integer> ended) throws SQLException {
        List<LineKey> unfinished = new ArrayList<>();
        if (ended.isEmpty()) {
            return unfinished;
        }
        try (PreparedStatement statement = connection.prepareStatement(SHORTEN)) {
            try (ResultSet row = counted(statement, ended).executeQuery()) {
                while (row.next()) {
                    if (row.getInt(3) > 0) {
                        unfinished.add(new LineKey(row.getLong(1), row.getString(2)));
                    }
                }
            }
        }
        return unfinished;
    }

    private static PreparedStatement counted(PreparedStatement statement, Map<LineKey, Integer> counts)
            throws SQLException {
        return Columns.bind(statement, List.copyOf(counts.entrySet()))
                .bigint(entry -> entry.getKey().dossierId())
                .text(entry -> entry.getKey().destination())
                .integer(Map.Entry::getValue)
                .done();
    }
}
