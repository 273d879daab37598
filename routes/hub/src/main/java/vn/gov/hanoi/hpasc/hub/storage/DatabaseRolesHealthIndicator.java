package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Down while the hub works as a role that could do away with the evidence; part of readiness. While the database is away it
 * says what was found last.
 */
final class DatabaseRolesHealthIndicator extends AbstractHealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRolesHealthIndicator.class);
    private static final String ACTION =
            "let an owner role own database and tables (hub.database.owner.username) and name"
                    + " another role, without any attribute or membership, in spring.datasource.username; the hub grants it what it"
                    + " needs when it migrates";

    private final Store store;
    private final DatabaseRoles roles;
    private volatile @Nullable List<String> found;

    DatabaseRolesHealthIndicator(Store store, DatabaseRoles roles) {
        this.store = store;
        this.roles = roles;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> dangers = look();
        if (dangers == null) {
            health.down().withDetail("problem", "the database was not yet reached and migrated");
        } else if (dangers.isEmpty()) {
            health.up();
        } else {
            health.down()
                    .withDetail("problem", "the role of spring.datasource.username " + String.join("; ", dangers))
                    .withDetail("action", ACTION);
        }
    }

    private @Nullable List<String> look() {
        if (!store.ready()) {
            return null;
        }
        try {
            List<String> before = found;
            List<String> now = roles.dangers();
            if (!now.isEmpty() && !now.equals(before)) {
                LOG.atError().addKeyValue("dangers", now).log("store.role-too-powerful");
            }
            found = now;
            return now;
        } catch (SQLException away) {
            return found;
        }
    }
}
