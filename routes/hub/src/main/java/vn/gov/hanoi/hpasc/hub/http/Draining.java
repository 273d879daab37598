package vn.gov.hanoi.hpasc.hub.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stages of draining HTTP clients: serving; serving, with the word that each connection ends with
 * its answer; and refusing what comes. Requests under way are counted, so that leaving can wait for them.
 */
public final class Draining {

    private enum Stage {
        SERVING,
        LEAVING,
        REFUSING
    }

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Stage stage = Stage.SERVING;
    private volatile long refusedAt = System.nanoTime();

    /** From now on every answer says {@code Connection: close}. */
    public void leave() {
        stage = Stage.LEAVING;
    }

    /** From now on new requests of agencies and partners are refused, and may come again. */
    public void refuse() {
        refusedAt = System.nanoTime();
        stage = Stage.REFUSING;
    }

    /** Whether connections end with their answers. */
    public boolean leaving() {
        return stage != Stage.SERVING;
    }

    /** Counts a request that begins; whether it is refused. */
    boolean begins() {
        underWay.incrementAndGet();
        boolean refused = stage == Stage.REFUSING;
        if (refused) {
            refusedAt = System.nanoTime();
        }
        return refused;
    }

    void ends() {
        underWay.decrementAndGet();
    }

    /** How many requests are under way. */
    public int underWay() {
        return underWay.get();
    }

    /** For how many nanoseconds nobody had to be refused. */
    public long quietNanos() {
        return System.nanoTime() - refusedAt;
    }
}
