package vn.gov.hanoi.hpasc.hub.commit;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A thread that works for the whole hub, and what it is at: one that died, or has been at one thing for too long, is seen by it.
 * Safe for use by several threads.
 */
public final class Worker {

    private static final long IDLE = 0;

    private final Thread thread;
    private volatile boolean started;
    private volatile long busySince = IDLE;

    /** @param work what its thread runs */
    public Worker(String name, Runnable work) {
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(work);
    }

    /** Something that has workers. */
    public interface Employer {

        /** Its workers, those of them that were started. */
        List<Worker> workers();
    }

    /** Starts the thread. */
    public Worker start() {
        started = true;
        thread.start();
        return this;
    }

    /** Says that a piece of work begins. */
    public void begins() {
        long now = System.nanoTime();
        busySince = now == IDLE ? 1 : now;
    }

    /** Says that it is done. */
    public void ends() {
        busySince = IDLE;
    }

    public String name() {
        return thread.getName();
    }

    /** Whether it was started and has come to its end. */
    public boolean ended() {
        return started && !thread.isAlive();
    }

    /** For how many milliseconds it has been at one piece of work; 0 when it is at none. */
    public long busyMillis() {
        long since = busySince;
        return since == IDLE ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    /** Waits for its end. */
    public void join(long millis) throws InterruptedException {
        thread.join(millis);
    }
}
