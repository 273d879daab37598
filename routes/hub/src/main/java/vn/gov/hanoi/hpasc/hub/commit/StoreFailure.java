package vn.gov.hanoi.hpasc.hub.commit;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure of PostgreSQL means for whoever was at work. */
public enum StoreFailure {
    /** It is away, going, coming or full: nothing wrong with the work. */
    UNAVAILABLE,
    /** Two transactions were in each other's way: the same again will do. */
    COLLISION,
    /** The work itself: the same again will fail again. */
    DATA;

    /** Reads the SQLSTATE (PostgreSQL documentation, appendix A). */
    public static StoreFailure of(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                if (sql instanceof SQLTransientConnectionException || unavailable(sql.getSQLState())) {
                    return UNAVAILABLE;
                }
                if (collision(sql.getSQLState())) {
                    return COLLISION;
                }
            }
        }
        return DATA;
    }

    /** Serialization failure, deadlock, a lock not had in time. */
    private static boolean collision(@Nullable String state) {
        return "40001".equals(state) || "40P01".equals(state) || "55P03".equals(state);
    }

    private static boolean unavailable(@Nullable String state) {
        return state == null
                || state.startsWith("08") // connection
                || state.startsWith("53") // resources: disk full, too many connections
                || state.startsWith("57") // cancelled, shutting down, starting up
                || state.startsWith("25P") // a session that was thrown out
                || state.startsWith("58") // system error
                || state.equals("25006") // read-only: a standby
                // a table, column, function, index or privilege is not there: migration has not come to its end, or
                // runs
                || state.startsWith("42");
    }
}
