package vn.gov.hanoi.hpasc.hub.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.Failures;
import vn.gov.hanoi.hpasc.hub.line.LineKey;

/**
 * A delivery that a consumer has read from PostgreSQL.
 *
 * @param delivery what to deliver
 * @param line its line
 * @param round its round; a broker message of another round is stale
 * @param state where it was when read
 * @param failures how it failed before
 * @param relayedAt when it went on its way; null when it is not in flight
 */
record TakenUp(
        Delivery delivery,
        LineKey line,
        int round,
        DeliveryState state,
        Failures failures,
        @Nullable Instant relayedAt) {

    /** The agency that sent the message. */
    String sender() {
        return delivery.message().source().agency().value();
    }
}
