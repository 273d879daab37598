package vn.gov.hanoi.hpasc.hub.commit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds many rows to one statement, an array for each column, to be read with {@code unnest}: one round trip and one plan
 * whatever the number of rows.
 *
 * @param <T> a row
 */
public final class Columns<T> {

    private final PreparedStatement statement;
    private final List<T> rows;
    private int index;

    private Columns(PreparedStatement statement, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    public static <T> Columns<T> bind(PreparedStatement statement, List<T> rows) {
        return new Columns<>(statement, rows);
    }

    public Columns<T> text(Function<? super T, @Nullable String> column) throws SQLException {
        return array("text", values(new String[rows.size()], column));
    }

    public Columns<T> bigint(Function<? super T, @Nullable Long> column) throws SQLException {
        return array("int8", values(new Long[rows.size()], column));
    }

    public Columns<T> integer(Function<? super T, @Nullable Integer> column) throws SQLException {
        return array("int4", values(new Integer[rows.size()], column));
    }

    public Columns<T> bool(Function<? super T, @Nullable Boolean> column) throws SQLException {
        return array("bool", values(new Boolean[rows.size()], column));
    }

    public Columns<T> uuid(Function<? super T, @Nullable UUID> column) throws SQLException {
        return array("uuid", values(new UUID[rows.size()], column));
    }

    public Columns<T> bytes(Function<? super T, byte @Nullable []> column) throws SQLException {
        return array("bytea", values(new byte[rows.size()][], column));
    }

    /** Instants travel as text, to be cast to {@code timestamptz[]}: microseconds and UTC survive whatever the session's zone. */
    public Columns<T> instant(Function<? super T, @Nullable Instant> column) throws SQLException {
        return text(row -> {
            Instant instant = column.apply(row);
            return instant == null ? null : instant.toString();
        });
    }

    /** One plain value for all rows. */
    public Columns<T> value(Object value) throws SQLException {
        statement.setObject(++index, value);
        return this;
    }

    /** The statement, bound. */
    public PreparedStatement done() {
        return statement;
    }

    private <V> @Nullable V[] values(@Nullable V[] into, Function<? super T, ? extends @Nullable V> column) {
        for (int i = 0; i < into.length; i++) {
            into[i] = column.apply(rows.get(i));
        }
        return into;
    }

    private Columns<T> array(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(++index, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
