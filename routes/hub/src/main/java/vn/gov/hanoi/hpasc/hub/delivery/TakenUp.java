package vn.gov.hanoi.hpasc.hub.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.LineKey;

/**
 * A delivery that a consumer has read from PostgreSQL.
 *
 * @param delivery what to deliver
 * @param line its line
 * @param round its round; a broker message of another round is stale
 * @param state where it was when read
 * @param failedAt its latest failure; null when it never failed
 * @param ownFailures how many of its failures were its own: others of its destination got through in between
 * @param leasedUntil for deliveries that were fetched; null for others
 */
record TakenUp(
        Delivery delivery,
        LineKey line,
        int round,
        DeliveryState state,
        @Nullable Instant failedAt,
        int ownFailures,
        @Nullable Instant leasedUntil) {}
