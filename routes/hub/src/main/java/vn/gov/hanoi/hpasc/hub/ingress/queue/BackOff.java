package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Ever longer pauses, up to a longest, with some chance in them, so that many who wait for one thing do not come at once. */
final class BackOff {

    private final Duration first;
    private final Duration longest;
    private Duration last = Duration.ZERO;

    BackOff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** The next pause: half to all of twice the last. */
    Duration next() {
        Duration doubled = last.isZero() ? first : last.multipliedBy(2);
        last = doubled.compareTo(longest) > 0 ? longest : doubled;
        return last.multipliedBy(500 + ThreadLocalRandom.current().nextInt(501)).dividedBy(1000);
    }

    void reset() {
        last = Duration.ZERO;
    }
}
