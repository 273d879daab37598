package vn.gov.hanoi.hpasc.hub.commit;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Classification of PostgreSQL failures by SQLSTATE. Only what is known to lie in the values that were to be written
 * blames them; nothing is refused for a reason that nobody understood.
 */
public enum StoreFailure {
    /** It is away, going, coming or full: nothing wrong with the work. */
    UNAVAILABLE,
    /** Two transactions were in each other's way: the same again will do. */
    COLLISION,
    /** A lock was not had in time: whoever holds it may hold it for long, all else can go on. */
    LOCKED,
    /** The values themselves: the same again will fail again. */
    DATA,
    /** None of these, as far as is known: tried again, and told to people when it goes on. */
    UNKNOWN;

    private static final String UNIQUE_VIOLATION = "23505";
    /** Our own trigger on append-only tables, see V1: a fault of the hub or a restored database. */
    private static final String RESTRICT_VIOLATION = "23001";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String PROGRAM_LIMIT_EXCEEDED = "54000";

    /** Reads the SQLSTATE (PostgreSQL documentation, appendix A) of it and its causes; the least grave counts. */
    public static StoreFailure of(SQLException failure) {
        StoreFailure least = UNKNOWN;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                StoreFailure meaning =
                        sql instanceof SQLTransientConnectionException ? UNAVAILABLE : of(sql.getSQLState());
                least = meaning.compareTo(least) < 0 ? meaning : least;
            }
        }
        return least;
    }

    /** The same of a SQLSTATE; a failure without one never reached the server. */
    static StoreFailure of(@Nullable String state) {
        if (state == null || unavailable(state)) {
            return UNAVAILABLE;
        }
        if (collision(state)) {
            return COLLISION;
        }
        if (state.equals(LOCK_NOT_AVAILABLE)) {
            return LOCKED;
        }
        return data(state) ? DATA : UNKNOWN;
    }

    /** Data exceptions, constraints and values that are too large for an index. */
    private static boolean data(String state) {
        return state.startsWith("22")
                || state.startsWith("23") && !state.equals(RESTRICT_VIOLATION)
                || state.equals(PROGRAM_LIMIT_EXCEEDED);
    }

    /**
     * Serialization failure, deadlock; a key that another transaction took first; a plan or a
     * prepared statement that a change of the tables, or a pooler, took from under the session.
     */
    private static boolean collision(String state) {
        return state.startsWith("40")
                || switch (state) {
                    case UNIQUE_VIOLATION, "0A000", "26000" -> true;
                    default -> false;
                };
    }

    private static boolean unavailable(String state) {
        return state.startsWith("08") // connection
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
