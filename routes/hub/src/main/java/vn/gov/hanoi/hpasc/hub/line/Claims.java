package vn.gov.hanoi.hpasc.hub.line;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destination.Limits;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;

/**
 * How long a delivery that went on its way belongs to the node that sent it: no other node sends it again before, so that
 * no two nodes make the same call at once. A claim outlives the longest call its destination allows, and no call begins
 * that could outlive its claim.
 */
public final class Claims {

    /** For clocks that differ, and for recording what came of the call. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    /** How long a delivery may lie with the broker before its claim must be renewed, which costs a transaction. */
    private static final Duration QUEUE = Duration.ofSeconds(5);

    private final Map<String, Claim> byDestination = new HashMap<>();

    private record Claim(Duration call, Duration lasts) {}

    /** @param least how long a claim lasts at least, where calls are short */
    public Claims(Duration least, Destinations destinations) {
        for (Destination destination : destinations.all()) {
            Duration call = longestCall(destination.limits()).plus(SPARE);
            Duration lasts = call.plus(QUEUE);
            byDestination.put(destination.name(), new Claim(call, lasts.compareTo(least) > 0 ? lasts : least));
        }
    }

    /** Waiting for a free connection and making one; waiting for an answer and reading it. */
    private static Duration longestCall(Limits limits) {
        return limits.connectTimeout().plus(limits.readTimeout()).multipliedBy(2);
    }

    /** How long a claim of {@code destination} lasts. */
    public Duration of(String destination) {
        return claim(destination).lasts();
    }

    /** Whether a call that begins at {@code now} ends before the claim of a delivery that went on its way at {@code since}. */
    public boolean outliveACall(String destination, Instant since, Instant now) {
        Claim claim = claim(destination);
        return !now.plus(claim.call()).isAfter(since.plus(claim.lasts()));
    }

    private Claim claim(String destination) {
        Claim claim = byDestination.get(destination);
        if (claim == null) {
            throw new IllegalArgumentException("unknown destination " + destination);
        }
        return claim;
    }
}
