package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whether a session of ours stays with one server process. Behind a pooler in transaction mode it does not, and then what the
 * hub keeps in sessions does not hold: prepared statements, and the advisory locks by which nodes agree who leads.
 */
final class PoolerProbe {

    private static final String PROCESS = "select pg_backend_pid()";
    /** A pooler lends the process that came back last; more tries are for one that does not. */
    private static final int TRIES = 3;

    private final DataSource dataSource;

    PoolerProbe(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @throws IllegalStateException behind a pooler that lends sessions out by the transaction, with what to do */
    void check() throws SQLException {
        List<Connection> others = new ArrayList<>();
        try (Connection mine = dataSource.getConnection()) {
            int process = process(mine);
            for (int i = 0; i < TRIES; i++) {
                Connection other = dataSource.getConnection();
                others.add(other);
                other.setAutoCommit(false);
                if (process(other) == process) {
                    throw new IllegalStateException(
                            "a pooler lends the hub's sessions out by the transaction: let it pool"
                                    + " by session (pool_mode = session in PgBouncer) or lead the hub to PostgreSQL itself");
                }
            }
        } finally {
            for (Connection other : others) {
                other.rollback();
                other.close();
            }
        }
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PROCESS)) {
            row.next();
            return row.getInt(1);
        }
    }
}
