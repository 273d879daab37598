package vn.gov.hanoi.hpasc.hub.delivery;

import java.util.UUID;

/**
 * A delivery that is to go to the broker: all a broker message says.
 *
 * @param destination where to
 * @param deliveryId which
 * @param round how often it was put on its way; a broker message of an earlier round is stale
 */
public record Dispatch(String destination, UUID deliveryId, int round) {

    /** The broker's duplicate-detection id: the same round is never queued twice. */
    public String duplicateId() {
        return deliveryId + ":" + round;
    }

    /** Reads what {@link #duplicateId} wrote. */
    static Dispatch of(String destination, String duplicateId) {
        int colon = duplicateId.indexOf(':');
        return new Dispatch(
                destination,
                UUID.fromString(duplicateId.substring(0, colon)),
                Integer.parseInt(duplicateId.substring(colon + 1)));
    }
}
