package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * Brings the tables to the version this hub needs, as their owner, and gives the application role what it needs of them.
 * Without an owner somebody else migrates, and this only looks whether it was done; save where the application is the owner,
 * which works and is told in {@link DatabaseRoles}.
 */
final class Migrations {

    private final String url;
    private final DatabaseLogin application;
    private final DatabaseOwner owner;

    Migrations(JdbcConnectionDetails connection, DatabaseOwner owner) {
        this.url = connection.getJdbcUrl();
        this.application = new DatabaseLogin(text(connection.getUsername()), text(connection.getPassword()));
        this.owner = owner;
    }

    private static String text(@Nullable String setting) {
        return setting == null ? "" : setting;
    }

    /**
     * Returns when the tables are there.
     *
     * @return how many migrations that took
     * @throws IllegalStateException when they are not, and nobody told the owner's password
     */
    int run(DatabaseRoles roles) throws SQLException {
        if (owner.login().isPresent()) {
            DatabaseLogin login = owner.login().get();
            int applied = flyway(login).migrate().migrationsExecuted;
            if (roles.separate()) {
                grant(login);
            }
            return applied;
        }
        if (roles.mayCreate()) {
            return flyway(application).migrate().migrationsExecuted;
        }
        MigrationInfo[] pending = flyway(application).info().pending();
        if (pending.length > 0) {
            throw new IllegalStateException("the database lacks migration " + pending[0].getVersion()
                    + ": run the migrations as its owner, then select grant_application('" + application.user()
                    + "'); or set hub.database.owner.username and its password");
        }
        return 0;
    }

    private Flyway flyway(DatabaseLogin login) {
        return Flyway.configure()
                .dataSource(url, login.user(), login.password())
                .locations("classpath:db/migration")
                // where the hub's own role migrates, its bounds are not for this
                .initSql("set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0")
                .load();
    }

    private void grant(DatabaseLogin login) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, login.user(), login.password());
                PreparedStatement statement = connection.prepareStatement("select grant_application(?)")) {
            statement.setString(1, application.user());
            statement.execute();
        }
    }
}
