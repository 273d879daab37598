package vn.gov.hanoi.hpasc.hub.commit;

import java.time.Duration;

/**
 * A column that says until when something waits, or is lent to a node. All nodes go by the database's time, but a database
 * whose clock was ahead and was set right leaves rows that wait for what is far in the future.
 *
 * @param table of the column
 * @param column of type {@code timestamptz}; null where nothing waits
 * @param condition SQL that its rows fulfil, in the words of a partial index
 * @param longest what is further in the future than this was written by a wrong clock
 */
public record TimedWait(String table, String column, String condition, Duration longest) {

    /** By how much two nodes may differ, which read the database's time to some milliseconds, and more. */
    public static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    /** Two instants are to be bound: now, and the last that may be. */
    String endImpossible() {
        return "update %1$s set %2$s = ?::timestamptz where %3$s and %2$s > ?::timestamptz"
                .formatted(table, column, condition);
    }
}
