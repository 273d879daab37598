package vn.gov.hanoi.hpasc.hub.line;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to go to the broker.
 *
 * @param destination where to
 * @param sender the agency that sent the message; empty where only the broker message is known
 * @param deliveryId which
 * @param round how often it was put on its way; a broker message of an earlier round is stale
 * @param row what its row said when it went on its way; null where only the broker message is known. Two dispatches are
 *     equal without it: they are the same broker message
 */
public record Dispatch(
        String destination,
        String sender,
        UUID deliveryId,
        int round,
        @Nullable Row row) {

    /**
     * What the row of a delivery says besides.
     *
     * @param exchangeId the message
     * @param dossierId the dossier
     * @param sequence place in the line
     * @param attempts calls made before this one
     * @param failures how those failed
     * @param relayedAt when it went on its way
     */
    public record Row(
            UUID exchangeId, long dossierId, long sequence, int attempts, Failures failures, Instant relayedAt) {}

    public Dispatch(String destination, UUID deliveryId, int round) {
        this(destination, "", deliveryId, round, null);
    }

    /** The text of the broker message. */
    public String brokerText() {
        return deliveryId + ":" + round;
    }

    /** Reads what {@link #brokerText} wrote. */
    public static Dispatch of(String destination, String brokerText) {
        int colon = brokerText.indexOf(':');
        return new Dispatch(
                destination,
                UUID.fromString(brokerText.substring(0, colon)),
                Integer.parseInt(brokerText.substring(colon + 1)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dispatch that
                && round == that.round
                && deliveryId.equals(that.deliveryId)
                && destination.equals(that.destination);
    }

    @Override
    public int hashCode() {
        return Objects.hash(destination, deliveryId, round);
    }
}
