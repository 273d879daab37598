package vn.gov.hanoi.hpasc.hub.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/** How far the portal is behind, of each dossier and altogether. What is not delivered is not synchronised. */
public final class SyncTruth {

    private static final int MOST = 1000;

    /** The first unfinished delivery of a line is never merely waiting, so these three states find every line. */
    private static final String HEADS = """
            select d.dossier_id, d.created_at, d.state, d.code, d.reason, d.next_attempt_at
            from delivery d where d.destination = ? and d.state = 'ready'
            union all
            select d.dossier_id, d.created_at, d.state, d.code, d.reason, d.next_attempt_at
            from delivery d where d.destination = ? and d.state = 'in-flight'
            union all
            select d.dossier_id, d.created_at, d.state, d.code, d.reason, d.next_attempt_at
            from delivery d where d.destination = ? and d.state = 'parked'""";

    private static final String SUMMARY = "select count(*), min(created_at) from (" + HEADS + ") heads";

    private static final String BEHIND = """
            select s.code, heads.created_at, heads.state, coalesce(heads.code, p.error_code), coalesce(heads.reason, p.error),
                   heads.next_attempt_at, s.status, p.status as told, p.shown, p.inserted, p.confirmed_at, p.found,
                   p.found_status, p.compared_at, p.code as portal_code
            from (""" + HEADS + """
            ) heads
            join dossier s on s.dossier_id = heads.dossier_id
            left join portal_dossier p on p.dossier_id = heads.dossier_id
            order by heads.created_at limit ?""";

    private static final String ONE = """
            select s.code, heads.created_at, coalesce(heads.state, 'synchronised'), coalesce(heads.code, p.error_code),
                   coalesce(heads.reason, p.error), heads.next_attempt_at, s.status, p.status as told, p.shown, p.inserted,
                   p.confirmed_at, p.found, p.found_status, p.compared_at, p.code as portal_code
            from dossier s
            left join portal_dossier p on p.dossier_id = s.dossier_id
            left join lateral (select * from delivery d where d.dossier_id = s.dossier_id and d.destination = ?
                               and d.state in ('ready', 'in-flight', 'parked') order by d.sequence limit 1) heads on true
            where s.code = ? and s.held_for is null""";

    private static final String PROGRESS = """
            select g.exchange_id, g.status, g.shown, g.confirmed_at, g.attempts, g.error_code, g.error
            from portal_progress g join dossier s on s.dossier_id = g.dossier_id
            join message m on m.exchange_id = g.exchange_id
            where s.code = ? and s.held_for is null order by m.accepted_at, m.position""";

    private final Transactions transactions;
    private final PortalLine line;
    private final Clock clock;

    SyncTruth(Transactions transactions, PortalLine line, Clock clock) {
        this.transactions = transactions;
        this.line = line;
        this.clock = clock;
    }

    /** Altogether. */
    public record Summary(long dossiersOutOfSync, long lagSeconds) {}

    /**
     * One dossier.
     *
     * @param state of the first delivery that is not finished, or {@code synchronised}
     * @param status ours
     * @param toldStatus ours when the portal was told last
     * @param shownStatus what it was told; another one only where a rewrite is configured
     * @param portalStatus what its last look-up showed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String dossier,
            @Nullable String portalCode,
            String state,
            long lagSeconds,
            @Nullable Integer status,
            @Nullable Integer toldStatus,
            @Nullable Integer shownStatus,
            boolean atPortal,
            @Nullable Instant confirmedAt,
            @Nullable Boolean foundAtPortal,
            @Nullable String portalStatus,
            @Nullable Instant comparedAt,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Instant nextAttempt,
            @Nullable List<Row> progress) {}

    /** A row of progress. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            UUID exchangeId,
            int status,
            int shownStatus,
            @Nullable Instant confirmedAt,
            int attempts,
            @Nullable String code,
            @Nullable String reason) {}

    /** How many dossiers the portal does not have as they are, and how long the oldest of them waits. */
    public Summary summary() {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SUMMARY)) {
                destination(statement);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return new Summary(row.getLong(1), lag(instant(row, 2)));
                }
            }
        });
    }

    /** The dossiers that are behind, the oldest first, at most {@value #MOST}. */
    public List<View> behind() {
        return run(connection -> {
            List<View> behind = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(BEHIND)) {
                destination(statement);
                statement.setInt(4, MOST);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        behind.add(view(row, null));
                    }
                }
            }
            return behind;
        });
    }

    /** One dossier with its progress. */
    public Optional<View> of(String dossier) {
        return run(connection -> {
            List<Row> progress = progress(connection, dossier);
            try (PreparedStatement statement = connection.prepareStatement(ONE)) {
                statement.setString(1, line.destination());
                statement.setString(2, dossier);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(view(row, progress)) : Optional.empty();
                }
            }
        });
    }

    private static List<Row> progress(Connection connection, String dossier) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
            statement.setString(1, dossier);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getObject(1, UUID.class),
                            row.getInt(2),
                            row.getInt(3),
                            instant(row, 4),
                            row.getInt(5),
                            row.getString(6),
                            row.getString(7)));
                }
            }
        }
        return rows;
    }

    private void destination(PreparedStatement statement) throws SQLException {
        for (int i = 1; i <= 3; i++) {
            statement.setString(i, line.destination());
        }
    }

    private View view(ResultSet row, @Nullable List<Row> progress) throws SQLException {
        return new View(
                row.getString(1),
                row.getString("portal_code"),
                Objects.requireNonNull(row.getString(3)),
                lag(instant(row, 2)),
                number(row, "status"),
                number(row, "told"),
                number(row, "shown"),
                row.getBoolean("inserted"),
                instant(row, 11),
                (Boolean) row.getObject("found"),
                row.getString("found_status"),
                instant(row, 14),
                row.getString(4),
                row.getString(5),
                instant(row, 6),
                progress);
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private long lag(@Nullable Instant since) {
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }

    private <R> R run(Transactions.Work<R, RuntimeException> work) {
        try {
            return transactions.run(work);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }
}
