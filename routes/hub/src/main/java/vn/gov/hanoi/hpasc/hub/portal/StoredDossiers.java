package vn.gov.hanoi.hpasc.hub.portal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossiers;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.codec.Texts;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.TimedWait;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.portal.DossierReader.Found;

/**
 * {@link PortalDossiers} in PostgreSQL. A turn is a lease on the dossier's row, not a transaction: the portal may take its
 * time, a connection to PostgreSQL has none to spare. A lease that a crash left is over after a while.
 */
final class StoredDossiers implements PortalDossiers {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(50);
    private static final int LONGEST_ERROR = 2000;

    private static final String TAKE = """
            insert into portal_dossier (dossier_id, code, leased_by, leased_until, changed_at)
            values (?, ?, ?, ?::timestamptz, ?::timestamptz)
            on conflict (dossier_id) do update
                set code = excluded.code, leased_by = excluded.leased_by, leased_until = excluded.leased_until
            where portal_dossier.leased_until is null or portal_dossier.leased_until <= ?::timestamptz""";

    /** A lease that ends later than this was given by a wrong clock. */
    static final Duration LONGEST_LEASE = LEASE.plus(TimedWait.CLOCKS_DIFFER);

    private final Transactions transactions;
    private final DossierReader reader;
    private final Clock clock;

    StoredDossiers(Transactions transactions, DossierReader reader, Clock clock) {
        this.transactions = transactions;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public @Nullable Turn take(String code) {
        UUID me = UUID.randomUUID();
        while (true) {
            Attempt attempt = run(connection -> attempt(connection, code, me));
            if (attempt.unknown()) {
                return null;
            }
            if (attempt.turn() != null) {
                return attempt.turn();
            }
            rest();
        }
    }

    /** Whether the dossier could be taken: neither when somebody else has it. */
    private record Attempt(@Nullable Turn turn, boolean unknown) {}

    private Attempt attempt(Connection connection, String code, UUID me) throws SQLException {
        Found found = reader.find(connection, code);
        if (found == null) {
            return new Attempt(null, true);
        }
        Instant now = clock.instant();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setLong(1, found.dossierId());
            statement.setString(2, found.portalCode());
            statement.setObject(3, me);
            statement.setString(4, now.plus(LEASE).toString());
            statement.setString(5, now.toString());
            statement.setString(6, now.toString());
            if (statement.executeUpdate() == 0) {
                return new Attempt(null, false);
            }
        }
        return new Attempt(new StoredTurn(found.dossierId(), me, reader.read(connection, found)), false);
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(BEFORE_ASKING_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopping", e);
        }
    }

    private <R> R run(Transactions.Work<R, RuntimeException> work) {
        try {
            return transactions.run(work);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    /** What is told by whoever lost the lease meanwhile is not believed: somebody else knows better. */
    private final class StoredTurn implements Turn {

        private final long dossierId;
        private final UUID me;
        private final PortalDossier dossier;

        StoredTurn(long dossierId, UUID me, PortalDossier dossier) {
            this.dossierId = dossierId;
            this.me = me;
            this.dossier = dossier;
        }

        @Override
        public PortalDossier dossier() {
            return dossier;
        }

        @Override
        public void recordConfirmed(String fingerprint, DossierStatus status, DossierStatus shown) {
            write("""
                    inserted = true, record = ?, status = ?, shown = ?, confirmed_at = now.at, changed_at = now.at,
                    error_code = null, error = null, error_at = null, found = null, found_status = null""", fingerprint, status.number(), shown.number());
        }

        @Override
        public void recordMissing() {
            run(connection -> {
                if (update(connection, "inserted = false, record = null, changed_at = now.at")) {
                    try (PreparedStatement statement =
                            connection.prepareStatement("delete from portal_progress where dossier_id = ?")) {
                        statement.setLong(1, dossierId);
                        statement.executeUpdate();
                    }
                }
                return true;
            });
        }

        @Override
        public void recordFailed(ErrorCode code, String reason) {
            write("error_code = ?, error = ?, error_at = now.at", code.wire(), Texts.madeFit(reason, LONGEST_ERROR));
        }

        @Override
        public void progressConfirmed(List<Told> rows) {
            if (!rows.isEmpty()) {
                run(connection -> {
                    if (update(connection, "error_code = null, error = null, error_at = null, changed_at = now.at")) {
                        progress(connection, rows, null, null);
                    }
                    return true;
                });
            }
        }

        @Override
        public void progressFailed(Told row, ErrorCode code, String reason) {
            String fit = Texts.madeFit(reason, LONGEST_ERROR);
            run(connection -> {
                if (update(connection, "error_code = ?, error = ?, error_at = now.at", code.wire(), fit)) {
                    progress(connection, List.of(row), code, fit);
                }
                return true;
            });
        }

        private void progress(Connection connection, List<Told> rows, @Nullable ErrorCode code, @Nullable String reason)
                throws SQLException {
            String now = clock.instant().toString();
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into portal_progress
                        (dossier_id, exchange_id, status, shown, confirmed_at, attempts, error_code, error, error_at)
                    values (?, ?, ?, ?, ?::timestamptz, 1, ?, ?, ?::timestamptz)
                    on conflict (dossier_id, exchange_id) do update set
                        status = excluded.status, shown = excluded.shown,
                        confirmed_at = coalesce(portal_progress.confirmed_at, excluded.confirmed_at),
                        attempts = portal_progress.attempts + 1, error_code = excluded.error_code,
                        error = excluded.error, error_at = excluded.error_at""")) {
                for (Told row : rows) {
                    statement.setLong(1, dossierId);
                    statement.setObject(2, row.exchangeId());
                    statement.setInt(3, row.status().number());
                    statement.setInt(4, row.shown().number());
                    statement.setString(5, code == null ? now : null);
                    statement.setString(6, code == null ? null : code.wire());
                    statement.setString(7, reason);
                    statement.setString(8, code == null ? null : now);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }

        private void write(String settings, Object... values) {
            run(connection -> update(connection, settings, values));
        }

        /** Also lengthens the lease. False when it is somebody else's by now. */
        private boolean update(Connection connection, String settings, Object... values) throws SQLException {
            Instant now = clock.instant();
            try (PreparedStatement statement = connection.prepareStatement("""
                    update portal_dossier set leased_until = ?::timestamptz, %s
                    from (select ?::timestamptz as at) now
                    where dossier_id = ? and leased_by = ?""".formatted(settings))) {
                int next = 1;
                statement.setString(next++, now.plus(LEASE).toString());
                for (Object value : values) {
                    statement.setObject(next++, value);
                }
                statement.setString(next++, now.toString());
                statement.setLong(next++, dossierId);
                statement.setObject(next, me);
                return statement.executeUpdate() > 0;
            }
        }

        @Override
        public void close() {
            run(connection -> {
                try (PreparedStatement statement = connection.prepareStatement("""
                        update portal_dossier set leased_by = null, leased_until = null
                        where dossier_id = ? and leased_by = ?""")) {
                    statement.setLong(1, dossierId);
                    statement.setObject(2, me);
                    return statement.executeUpdate();
                }
            });
        }
    }
}
