package vn.gov.hanoi.hpasc.hub.ingress.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Time that goes on when a test says so. */
final class TestTime implements TimeMeter {

    private long nanos = 1_000_000_000L;

    void forward(Duration by) {
        nanos += by.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
