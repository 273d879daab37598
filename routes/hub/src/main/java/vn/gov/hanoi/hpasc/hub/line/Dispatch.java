package vn.gov.hanoi.hpasc.hub.line;

import java.util.UUID;

/**
 * A delivery that is to go to the broker: all a broker message says.
 *
 * @param destination where to
 * @param deliveryId which
 * @param round how often it was put on its way; a broker message of an earlier round is stale
 */
public record Dispatch(String destination, UUID deliveryId, int round) {

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
}
