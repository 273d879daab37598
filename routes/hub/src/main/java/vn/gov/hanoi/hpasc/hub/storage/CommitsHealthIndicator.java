package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Down while PostgreSQL cannot commit, though it may still answer: its disk is full, it is read-only, or the standby that it
 * waits for is away. Writes a note of some bytes into the write-ahead log and into no table.
 */
final class CommitsHealthIndicator extends AbstractHealthIndicator {

    private static final String NOTE = "select pg_logical_emit_message(true, 'hpasc-health', '')";

    private final DataSource dataSource;

    CommitsHealthIndicator(DataSource dataSource) {
        super("the database does not commit");
        this.dataSource = dataSource;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(NOTE);
            health.up();
        } catch (SQLException failed) {
            health.down()
                    .withDetail("problem", "PostgreSQL does not commit: " + failed.getMessage())
                    .withDetail("sqlState", String.valueOf(failed.getSQLState()))
                    .withDetail(
                            "action",
                            "see that PostgreSQL runs, that its disk is not full, that it is not read-only, and that its"
                                    + " synchronous standby is there");
        }
    }
}
