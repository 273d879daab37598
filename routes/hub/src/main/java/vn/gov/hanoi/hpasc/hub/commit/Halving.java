package vn.gov.hanoi.hpasc.hub.commit;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a batch so that one bad item fails alone: a batch that fails for its data is halved, in order, until the bad one
 * stands by itself. Collisions are tried again, and a store that is away fails the whole batch at once.
 *
 * @param <T> an item
 */
public final class Halving<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Halving.class);
    private static final int MOST_COLLISIONS = 20;

    private final Attempt<T> attempt;
    private final Failed<T> failed;

    /** One transaction for all of {@code items}. */
    @FunctionalInterface
    public interface Attempt<T> {
        void commit(List<T> items) throws SQLException, Collision;
    }

    /**
     * What to tell items that were not written: {@code UNAVAILABLE} to all, or, to one that failed alone, {@code DATA} when
     * its values are bad and {@code UNKNOWN} when nobody knows why.
     */
    @FunctionalInterface
    public interface Failed<T> {
        void tell(List<T> items, StoreFailure why);
    }

    public Halving(Attempt<T> attempt, Failed<T> failed) {
        this.attempt = attempt;
        this.failed = failed;
    }

    /** Commits {@code items}, in as many transactions as it takes. */
    public void settle(List<T> items) {
        for (int collisions = 0; ; collisions++) {
            StoreFailure failure = tryOnce(items);
            if (failure == null) {
                return;
            }
            if (failure == StoreFailure.UNAVAILABLE) {
                failed.tell(items, failure);
                return;
            }
            if (failure == StoreFailure.COLLISION && collisions < MOST_COLLISIONS) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L * (collisions + 1)));
                continue;
            }
            if (items.size() == 1) {
                failed.tell(items, failure == StoreFailure.COLLISION ? StoreFailure.UNAVAILABLE : failure);
                return;
            }
            int middle = items.size() / 2;
            settle(items.subList(0, middle));
            settle(items.subList(middle, items.size()));
            return;
        }
    }

    private @org.jspecify.annotations.Nullable StoreFailure tryOnce(List<T> items) {
        try {
            attempt.commit(items);
            return null;
        } catch (Collision e) {
            return StoreFailure.COLLISION;
        } catch (SQLException e) {
            StoreFailure failure = StoreFailure.of(e);
            log(items, failure, e);
            return failure;
        } catch (RuntimeException e) {
            log(items, StoreFailure.UNKNOWN, e);
            return StoreFailure.UNKNOWN;
        }
    }

    private void log(List<T> items, StoreFailure failure, Exception cause) {
        var log = failure.compareTo(StoreFailure.DATA) >= 0 && items.size() == 1
                ? LOG.atError().setCause(cause)
                : LOG.atWarn();
        log.addKeyValue("event", "commit.failed")
                .addKeyValue("why", failure)
                .addKeyValue("items", items.size())
                .addKeyValue("cause", cause.getMessage())
                .log("a batch was not written");
    }
}
