package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/**
 * What a gateway says about one order, in a callback or when asked.
 *
 * @param reference {@link OrderReference#value()}; whatever stood there when it cannot be one of ours
 * @param gatewayTransaction the gateway's own number of the payment; null when there is none (yet)
 * @param amount what was ordered, in whole đồng; null when the gateway did not say, or said something that is no such
 *     amount: see {@link #contradicts}
 * @param rawAmount as it stood on the wire; null when the message has no place for it
 * @param currency ISO 4217; {@code VND} for gateways that know no other
 * @param merchantCode the merchant named in the message, to be compared with {@link Merchant#gatewayId()}
 * @param status what it says
 * @param statusCovered whether the signature covers the status; when not (KeyPay), inquire before believing it
 * @param rawCode the gateway's code or codes behind the status
 * @param paidAt when the money moved, as the gateway says; null when it did not
 */
public record PaymentNotice(
        String reference,
        @Nullable String gatewayTransaction,
        @Nullable Vnd amount,
        @Nullable String rawAmount,
        String currency,
        String merchantCode,
        PaymentStatus status,
        boolean statusCovered,
        String rawCode,
        @Nullable Instant paidAt) {

    public static final String VND = "VND";

    /** This, with the amount and the currency that {@code other} names. */
    public PaymentNotice withAmountOf(PaymentNotice other) {
        return new PaymentNotice(
                reference,
                gatewayTransaction,
                other.amount,
                other.rawAmount,
                other.currency,
                merchantCode,
                status,
                statusCovered,
                rawCode,
                paidAt);
    }

    /** Whether the notice speaks of another amount or currency than {@code due}. Saying nothing is no contradiction. */
    public boolean contradicts(Vnd due) {
        if (!currency.equals(VND)) {
            return true;
        }
        return amount == null ? rawAmount != null : !amount.equals(due);
    }
}
