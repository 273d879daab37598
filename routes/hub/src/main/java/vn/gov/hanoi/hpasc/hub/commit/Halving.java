package vn.gov.hanoi.hpasc.hub.commit;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a batch so that one bad item fails alone: a batch that fails for its data is halved, in order, until the bad one
 * stands by itself. Collisions are tried again, and what waits for a lock that is held for long is set aside. A store that is
 * away fails the batch from there on: nothing in it is written before what came earlier.
 *
 * @param <T> an item
 */
public final class Halving<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Halving.class);
    private static final int MOST_COLLISIONS = 20;

    private final Attempt<T> attempt;
    private final Held<T> held;
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

    /** Which of {@code items} need a lock that another transaction holds at this moment, found without waiting for it. */
    @FunctionalInterface
    public interface Held<T> {
        List<T> of(List<T> items) throws SQLException;
    }

    public Halving(Attempt<T> attempt, Held<T> held, Failed<T> failed) {
        this.attempt = attempt;
        this.held = held;
        this.failed = failed;
    }

    /** Commits {@code items}, in as many transactions as it takes. */
    public void settle(List<T> items) {
        reaches(items);
    }

    /** Whether the store could be reached to the last of them; if not, none behind them may be tried. */
    private boolean reaches(List<T> items) {
        for (int collisions = 0; ; collisions++) {
            StoreFailure failure = tryOnce(items);
            if (failure == null) {
                return true;
            }
            if (failure == StoreFailure.UNAVAILABLE) {
                failed.tell(items, failure);
                return false;
            }
            if (failure == StoreFailure.COLLISION && collisions < MOST_COLLISIONS) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L * (collisions + 1)));
                continue;
            }
            if (failure == StoreFailure.LOCKED) {
                return setAside(items);
            }
            if (items.size() == 1) {
                failed.tell(items, failure == StoreFailure.COLLISION ? StoreFailure.UNAVAILABLE : failure);
                return true;
            }
            return halved(items);
        }
    }

    /** A lock was waited for in vain: what needs one that is held even now has to come again, all else goes on. */
    private boolean setAside(List<T> items) {
        List<T> locked = items.size() == 1 ? items : heldOf(items);
        Set<T> apart = Collections.newSetFromMap(new IdentityHashMap<>());
        apart.addAll(locked);
        List<T> others = items.stream().filter(item -> !apart.contains(item)).toList();
        if (locked.isEmpty()) {
            return halved(others);
        }
        failed.tell(locked, StoreFailure.UNAVAILABLE);
        return others.isEmpty() || reaches(others);
    }

    private List<T> heldOf(List<T> items) {
        try {
            return held.of(items);
        } catch (SQLException e) {
            log(items, StoreFailure.of(e), e);
            return List.of();
        }
    }

    private boolean halved(List<T> items) {
        int middle = items.size() / 2;
        List<T> later = items.subList(middle, items.size());
        if (reaches(items.subList(0, middle))) {
            return reaches(later);
        }
        failed.tell(later, StoreFailure.UNAVAILABLE);
        return false;
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
