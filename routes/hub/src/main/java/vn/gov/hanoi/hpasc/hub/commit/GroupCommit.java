package vn.gov.hanoi.hpasc.hub.commit;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets whatever arrives while a commit is under way share the next one. Nobody waits for company: a worker that is free
 * takes what is there, one or many; where senders are told apart, a turn of each.
 *
 * <p>A plain class and no route, because here a message must not cost an exchange of its own: see RATIONALE.md.
 *
 * @param <T> what is committed
 */
public final class GroupCommit<T> implements Worker.Employer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long POLL_MILLIS = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final FairQueue<T> waiting;
    private final int capacity;
    private final int most;
    private final Consumer<List<T>> commit;
    private final List<Worker> workers;
    private volatile boolean closed;

    /**
     * Starts the workers, for items that go in the order in which they came.
     *
     * @param name of the worker threads
     * @param workers how many commits may be under way at once
     * @param most how many items share a commit at most
     * @param capacity how many items may wait; more are turned away
     * @param commit commits the items and tells each what became of it; must not throw, or nobody tells them
     */
    public GroupCommit(String name, int workers, int most, int capacity, Consumer<List<T>> commit) {
        this(name, workers, capacity, new Sharing<T>(most, item -> 1), commit);
    }

    /** As above, for items that share commits by their own rules. */
    public GroupCommit(String name, int workers, int capacity, Sharing<T> sharing, Consumer<List<T>> commit) {
        this.waiting = new FairQueue<>(sharing.sender(), sharing.weight(), sharing.turn(), sharing.exclusive());
        this.capacity = capacity;
        this.most = sharing.most();
        this.commit = commit;
        this.workers = IntStream.rangeClosed(1, workers)
                .mapToObj(i -> new Worker(name + "-" + i, () -> work(i - 1)))
                .toList();
        this.workers.forEach(Worker::start);
    }

    /**
     * How items share a commit.
     *
     * @param most the weight at which a commit is full; the last item may pass it
     * @param weight of an item, at least 1
     * @param sender of an item
     * @param turn the weight that each sender may have in a commit while several wait; the last item may pass it
     * @param exclusive whether a sender has one commit under way at a time, so that it never occupies all workers
     */
    public record Sharing<T>(
            int most, ToIntFunction<? super T> weight, Function<? super T, ?> sender, int turn, boolean exclusive) {

        /** In the order in which they came, whoever sent them. */
        public Sharing(int most, ToIntFunction<? super T> weight) {
            this(most, weight, item -> "all", most, false);
        }
    }

    /** Takes an item for one of the next commits; false when too many wait already, or it is closed. */
    public boolean offer(T item) {
        lock.lock();
        try {
            if (closed || waiting.size() >= capacity) {
                return false;
            }
            waiting.add(item);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many items wait. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Worker> workers() {
        return workers;
    }

    private void work(int index) {
        while (!closed || waiting() > 0) {
            try {
                List<T> batch = take();
                if (!batch.isEmpty()) {
                    Worker worker = workers.get(index);
                    worker.begins();
                    commit(batch);
                    worker.ends();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commit(List<T> batch) {
        try {
            commit.accept(List.copyOf(batch));
        } catch (RuntimeException | Error e) {
            // a worker that died would leave all that comes later without an answer
            LOG.atError().addKeyValue("event", "commit.broken").setCause(e).log("a commit broke off");
        } finally {
            done(batch);
        }
    }

    /** What is next; nothing when there is nothing for a while. */
    private List<T> take() throws InterruptedException {
        lock.lock();
        try {
            List<T> taken = waiting.take(most);
            if (taken.isEmpty() && changed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                taken = waiting.take(most);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void done(List<T> batch) {
        lock.lock();
        try {
            waiting.done(batch);
            // what waits of these senders may have been passed over by every worker
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Turns new items away, commits those that wait, and stops. */
    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            try {
                worker.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
