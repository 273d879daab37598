package vn.gov.hanoi.hpasc.hub.payment.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.gov.hanoi.hpasc.hub.commit.StoreFailure;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/** Opens the books: everything that is written about money is written in a transaction of this. */
public final class Book {

    private static final int TRIES = 5;

    private final Transactions transactions;

    public Book(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Does {@code work} in one transaction; again, when another transaction was in its way.
     *
     * @throws StoreUnavailable when PostgreSQL is away
     */
    public <R extends @Nullable Object> R write(Function<Page, R> work) {
        for (int tried = 1; ; tried++) {
            try {
                return transactions.run(connection -> work.apply(new Page(connection)));
            } catch (SQLException e) {
                again(e, e, tried);
            } catch (DataAccessException e) {
                again(sql(e), e, tried);
            }
        }
    }

    /** Returns when the same work should be tried again. */
    private static void again(@Nullable SQLException why, Exception failure, int tried) {
        StoreFailure meaning = why == null ? StoreFailure.DATA : StoreFailure.of(why);
        if (meaning == StoreFailure.COLLISION && tried < TRIES) {
            return;
        }
        if (meaning == StoreFailure.DATA) {
            throw new IllegalStateException("the books refuse it: " + failure.getMessage(), failure);
        }
        throw new StoreUnavailable(failure);
    }

    private static @Nullable SQLException sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    /** One open transaction. */
    public static final class Page {

        private final Connection connection;
        private final JdbcClient sql;

        Page(Connection connection) {
            this.connection = connection;
            this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        }

        public JdbcClient.StatementSpec sql(String statement) {
            return sql.sql(statement);
        }

        /** For the tables that are written by hand. */
        public Connection connection() {
            return connection;
        }
    }

    /** As PostgreSQL takes it. */
    public static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
