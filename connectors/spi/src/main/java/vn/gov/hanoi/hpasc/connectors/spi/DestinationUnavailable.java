package vn.gov.hanoi.hpasc.connectors.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The destination could not be reached, or said that it cannot serve anyone now: nothing arrived, and it is not the
 * message's fault. The hub waits and tries again with the same key.
 */
public final class DestinationUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable Duration retryAfter;

    public DestinationUnavailable(
            ErrorCode code, String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public ErrorCode code() {
        return code;
    }

    /** How long the destination asked to be left alone; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
