package vn.gov.hanoi.hpasc.hub.commit;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in one transaction (READ COMMITTED) on a plain connection. The stages use this instead of Spring's template
 * because every statement of theirs is bound by hand and the commit is what they are about.
 */
public final class Transactions {

    private final DataSource dataSource;

    public Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Work on an open transaction.
     *
     * @param <R> what it gives
     * @param <E> what it may throw besides {@link SQLException}; the transaction is then rolled back
     */
    @FunctionalInterface
    public interface Work<R, E extends Exception> {
        R on(Connection connection) throws SQLException, E;
    }

    /** Runs {@code work} and commits; rolls back when it throws. */
    public <R, E extends Exception> R run(Work<R, E> work) throws SQLException, E {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                R result = work.on(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollBack(connection);
                }
            }
        }
    }

    /** Runs a question; that the store is away is then no checked exception, but an answer to whoever asked. */
    public <R> R ask(Work<R, RuntimeException> question) {
        try {
            return run(question);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is broken; PostgreSQL rolls back by itself, and the first failure is the one to report.
            System.getLogger(Transactions.class.getName()).log(System.Logger.Level.DEBUG, "rollback failed", e);
        }
    }
}
