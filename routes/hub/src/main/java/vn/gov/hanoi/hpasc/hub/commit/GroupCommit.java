package vn.gov.hanoi.hpasc.hub.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets whatever arrives while a commit is under way share the next one. Nobody waits for company: a worker that is free
 * takes what is there, one or many.
 *
 * <p>A plain class and no route, because here a message must not cost an exchange of its own: see RATIONALE.md.
 *
 * @param <T> what is committed
 */
public final class GroupCommit<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long POLL_MILLIS = 200;

    private final BlockingQueue<T> waiting;
    private final int most;
    private final ToIntFunction<? super T> weight;
    private final Consumer<List<T>> commit;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Starts the workers.
     *
     * @param name of the worker threads
     * @param workers how many commits may be under way at once
     * @param most how many items share a commit at most
     * @param capacity how many items may wait; more are turned away
     * @param commit commits the items and tells each what became of it; must not throw, or nobody tells them
     */
    public GroupCommit(String name, int workers, int most, int capacity, Consumer<List<T>> commit) {
        this(name, workers, most, capacity, item -> 1, commit);
    }

    /**
     * Starts the workers, for items that are not all of one size.
     *
     * @param most the weight at which a commit is full; the last item may pass it
     * @param weight of an item, at least 1
     */
    public GroupCommit(
            String name,
            int workers,
            int most,
            int capacity,
            ToIntFunction<? super T> weight,
            Consumer<List<T>> commit) {
        this.weight = weight;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.most = most;
        this.commit = commit;
        for (int i = 1; i <= workers; i++) {
            this.workers.add(Thread.ofPlatform().name(name + "-" + i).daemon().start(this::work));
        }
    }

    /** Takes an item for one of the next commits; false when too many wait already, or it is closed. */
    public boolean offer(T item) {
        if (closed || !waiting.offer(item)) {
            return false;
        }
        // the workers may have left just before it came in
        return !closed || !waiting.remove(item);
    }

    /** How many items wait. */
    public int waiting() {
        return waiting.size();
    }

    private void work() {
        List<T> batch = new ArrayList<>(most);
        while (!closed || !waiting.isEmpty()) {
            try {
                T first = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                fill(batch, first);
                commit.accept(List.copyOf(batch));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // a worker that died would leave all that comes later without an answer
                LOG.atError().addKeyValue("event", "commit.broken").setCause(e).log("a commit broke off");
            } finally {
                batch.clear();
            }
        }
    }

    private void fill(List<T> batch, T first) {
        int filled = 0;
        for (T next = first; next != null; next = filled < most ? waiting.poll() : null) {
            batch.add(next);
            filled += weight.applyAsInt(next);
        }
    }

    /** Turns new items away, commits those that wait, and stops. */
    @Override
    public void close() {
        closed = true;
        for (Thread worker : workers) {
            try {
                worker.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
