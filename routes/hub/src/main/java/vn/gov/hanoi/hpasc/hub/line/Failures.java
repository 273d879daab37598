package vn.gov.hanoi.hpasc.hub.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery has failed so far.
 *
 * @param latest when it failed last; null when it never did
 * @param own how many of its failures were its own: others of its destination got through in between
 */
public record Failures(@Nullable Instant latest, int own) {

    public static final Failures NONE = new Failures(null, 0);
}
