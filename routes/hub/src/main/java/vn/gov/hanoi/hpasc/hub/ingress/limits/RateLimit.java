package vn.gov.hanoi.hpasc.hub.ingress.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A token bucket that may go into debt. Whoever asks for more than half of the bucket is let in when half of it is there
 * and pays afterwards, so that a request larger than the burst is late, and never refused for ever.
 */
final class RateLimit {

    private final Bucket bucket;
    private final long half;

    /**
     * Fills the bucket.
     *
     * @param burst what it holds
     * @param refill in {@code period}, evenly
     */
    RateLimit(long burst, long refill, Duration period, TimeMeter time) {
        this.half = Math.max(1, burst / 2);
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, period))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Takes {@code tokens}; zero when they were there, else how long to wait before asking again, and nothing is taken. */
    synchronized Duration take(long tokens) {
        long needed = Math.min(tokens, half);
        long wait = bucket.estimateAbilityToConsume(needed).getNanosToWaitForRefill();
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        charge(tokens);
        return Duration.ZERO;
    }

    /** Takes {@code tokens} that are spent already. */
    synchronized void charge(long tokens) {
        if (tokens > 0) {
            bucket.consumeIgnoringRateLimits(tokens);
        }
    }

    /** Gives back tokens that were taken; the bucket holds no more than its burst. */
    synchronized void giveBack(long tokens) {
        if (tokens > 0) {
            bucket.addTokens(tokens);
        }
    }

    /** How long until nothing is owed. */
    Duration debt() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }
}
