package vn.gov.hanoi.hpasc.hub.line;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as accept creates it.
 *
 * @param deliveryId its id
 * @param exchangeId the message
 * @param line which line
 * @param sender the agency that sent the message
 * @param sequence place in the line
 * @param revision 0, or one more than the refused delivery whose place it takes
 * @param mark {@code late} or {@code gap} of a message that was held; null for all others, which carry their own
 * @param state {@code WAITING}, {@code READY} or {@code IN_FLIGHT}; {@code CANCELLED} when it came before a withdrawal that passed
 *     its line, in the same transaction
 */
public record NewDelivery(
        UUID deliveryId,
        UUID exchangeId,
        LineKey line,
        String sender,
        long sequence,
        int revision,
        @Nullable String mark,
        DeliveryState state) {

    /** The round it is in: 1 when it is on its way at once. */
    public int round() {
        return state == DeliveryState.IN_FLIGHT ? 1 : 0;
    }

    /** How it goes to the broker, when it goes at once. */
    public Dispatch dispatch(Instant now) {
        return new Dispatch(
                line.destination(),
                sender,
                deliveryId,
                round(),
                new Dispatch.Row(exchangeId, line.dossierId(), sequence, 0, Failures.NONE, now));
    }
}
