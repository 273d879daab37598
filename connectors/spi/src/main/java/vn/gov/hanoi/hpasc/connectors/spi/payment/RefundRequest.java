package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/**
 * Money to be given back. All values stay the same when the request is repeated or inquired about.
 *
 * @param refundId the hub's own, 1 to 20 letters and digits, unique for ever; the gateway's idempotency key is made of it
 * @param order the payment it belongs to
 * @param gatewayTransaction the gateway's number of that payment
 * @param paid what was paid
 * @param amount what goes back: all or part of it
 * @param reason in Vietnamese; a gateway reduces it to the characters and length it can take
 * @param requestedAt when the refund was first asked for
 * @param requestedBy who asked, a user name without personal data
 * @param earlier what went back of the same order before, for gateways that know no refund ids
 */
public record RefundRequest(
        String refundId,
        OrderReference order,
        String gatewayTransaction,
        Vnd paid,
        Vnd amount,
        String reason,
        Instant requestedAt,
        String requestedBy,
        List<Earlier> earlier) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]{1,20}");

    /**
     * A refund of the same order that came to its end.
     *
     * @param gatewayRefund the gateway's own number of it; null when it gave none
     */
    public record Earlier(Vnd amount, @Nullable String gatewayRefund) {}

    /** @throws IllegalArgumentException when the id has another shape, or nothing or more than was paid is to go back */
    public RefundRequest {
        earlier = List.copyOf(earlier);
        if (!SHAPE.matcher(refundId).matches()) {
            throw new IllegalArgumentException("not 1 to 20 letters and digits: " + refundId);
        }
        if (amount.amount() == 0 || amount.compareTo(paid) > 0) {
            throw new IllegalArgumentException("a refund of " + amount + " of " + paid);
        }
    }

    public boolean full() {
        return amount.equals(paid);
    }
}
