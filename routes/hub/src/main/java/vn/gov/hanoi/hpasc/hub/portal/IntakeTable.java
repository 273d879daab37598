package vn.gov.hanoi.hpasc.hub.portal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Online dossiers that nobody has accepted or refused yet. */
final class IntakeTable {

    /** Ids of messages are made of the time of their acceptance, so the newest are found by the primary key. */
    private static final String NEW = """
            select m.exchange_id, m.dossier_id, m.canonical from message m
            where m.exchange_id >= ? and m.type = 'vn.gov.hanoi.hpasc.dossier.submitted.v1'
              and not exists (select 1 from portal_intake i where i.dossier_id = m.dossier_id)
            order by m.exchange_id limit ?""";

    private static final String OPEN = """
            select d.code, d.handling_agency, i.submitted_at, i.due_at, i.warned_at
            from portal_intake i join dossier d on d.dossier_id = i.dossier_id
            where i.done_at is null and i.due_at <= ?::timestamptz order by i.due_at limit ?""";

    /** A submission. */
    record Submission(UUID exchangeId, long dossierId, byte[] canonical) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Submission that && exchangeId.equals(that.exchangeId);
        }

        @Override
        public int hashCode() {
            return exchangeId.hashCode();
        }
    }

    /** A dossier whose time runs. */
    record Waiting(String dossier, String handlingAgency, Instant submittedAt, Instant dueAt, boolean warned) {}

    List<Submission> submittedSince(Connection connection, UUID first, int most) throws SQLException {
        List<Submission> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEW)) {
            statement.setObject(1, first);
            statement.setInt(2, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Submission(row.getObject(1, UUID.class), row.getLong(2), row.getBytes(3)));
                }
            }
        }
        return found;
    }

    /** Starts the clock of a dossier; one that is not on the clock is remembered as done. */
    void begin(Connection connection, long dossierId, Instant submittedAt, Instant dueAt, boolean counts)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into portal_intake (dossier_id, submitted_at, due_at, done_at)
                values (?, ?::timestamptz, ?::timestamptz, ?::timestamptz) on conflict (dossier_id) do nothing""")) {
            statement.setLong(1, dossierId);
            statement.setString(2, submittedAt.toString());
            statement.setString(3, dueAt.toString());
            statement.setString(4, counts ? null : submittedAt.toString());
            statement.executeUpdate();
        }
    }

    /** Stops the clocks of dossiers that left status 1. */
    void end(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update portal_intake i set done_at = ?::timestamptz from dossier d
                where i.done_at is null and d.dossier_id = i.dossier_id and d.status <> 1""")) {
            statement.setString(1, now.toString());
            statement.executeUpdate();
        }
    }

    /** Those whose time ends before {@code until}. */
    List<Waiting> dueBefore(Connection connection, Instant until, int most) throws SQLException {
        List<Waiting> waiting = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setString(1, until.toString());
            statement.setInt(2, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Waiting(
                            row.getString(1),
                            String.valueOf(row.getString(2)),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getObject(5) != null));
                }
            }
        }
        return waiting;
    }

    /** Whether the warning is this node's to give: it is given once. */
    boolean warn(Connection connection, String dossier, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update portal_intake set warned_at = ?::timestamptz
                where warned_at is null and dossier_id = (select dossier_id from dossier where code = ? and held_for is null)""")) {
            statement.setString(1, now.toString());
            statement.setString(2, dossier);
            return statement.executeUpdate() > 0;
        }
    }
}
