package vn.gov.hanoi.hpasc.hub.storage;

import java.time.Duration;

/** How much longer to wait for something outside this process that tells nobody when it is done. */
final class Patience {

    private final long until;

    private Patience(long until) {
        this.until = until;
    }

    static Patience of(Duration duration) {
        return new Patience(System.nanoTime() + duration.toNanos());
    }

    /** Rests for {@code pause}; false, at once, when there is no patience left or the thread was interrupted. */
    boolean rest(Duration pause) {
        if (System.nanoTime() - until >= 0) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
