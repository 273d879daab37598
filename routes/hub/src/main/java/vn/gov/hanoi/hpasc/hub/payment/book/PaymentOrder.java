package vn.gov.hanoi.hpasc.hub.payment.book;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/**
 * One attempt to pay an obligation at a gateway.
 *
 * @param merchant the hub's own name for it
 * @param reference how the order is named to the gateway
 * @param amount from the obligation, never from the caller
 * @param payUrl null until the gateway gave it
 * @param paidAmount of the money that moved, whatever was ordered; null while none did
 * @param transaction the gateway's number of the payment
 * @param polls how often the gateway was asked
 * @param nextPollAt when it is asked next; null when nobody asks any more
 */
public record PaymentOrder(
        UUID paymentId,
        long dossierId,
        String dossierCode,
        String obligationId,
        String gateway,
        String merchant,
        String reference,
        Vnd amount,
        OrderState state,
        String description,
        String returnUrl,
        String payerAddress,
        String language,
        @Nullable String payUrl,
        @Nullable String qrData,
        @Nullable Long paidAmount,
        @Nullable String transaction,
        @Nullable Instant paidAt,
        long refunded,
        @Nullable String receipt,
        @Nullable String rawCode,
        String openedBy,
        Instant createdAt,
        Instant expiresAt,
        Instant updatedAt,
        @Nullable Instant nextPollAt,
        int polls) {

    /** As the gateway knows it. */
    public OrderReference orderReference() {
        return new OrderReference(reference, createdAt);
    }

    /** The gateway knows it, and this is the way to pay. */
    public PaymentOrder opened(String url, @Nullable String qr) {
        return new PaymentOrder(
                paymentId,
                dossierId,
                dossierCode,
                obligationId,
                gateway,
                merchant,
                reference,
                amount,
                OrderState.PENDING,
                description,
                returnUrl,
                payerAddress,
                language,
                url,
                qr,
                paidAmount,
                transaction,
                paidAt,
                refunded,
                receipt,
                rawCode,
                openedBy,
                createdAt,
                expiresAt,
                updatedAt,
                nextPollAt,
                polls);
    }

    /** Its end without money, or the doubt about it. */
    public PaymentOrder ended(OrderState end, @Nullable String code) {
        return new PaymentOrder(
                paymentId,
                dossierId,
                dossierCode,
                obligationId,
                gateway,
                merchant,
                reference,
                amount,
                end,
                description,
                returnUrl,
                payerAddress,
                language,
                payUrl,
                qrData,
                paidAmount,
                transaction,
                paidAt,
                refunded,
                receipt,
                code,
                openedBy,
                createdAt,
                expiresAt,
                updatedAt,
                null,
                polls);
    }

    /** Money moved. */
    public PaymentOrder moved(OrderState to, Money money, @Nullable String newReceipt) {
        return new PaymentOrder(
                paymentId,
                dossierId,
                dossierCode,
                obligationId,
                gateway,
                merchant,
                reference,
                amount,
                to,
                description,
                returnUrl,
                payerAddress,
                language,
                payUrl,
                qrData,
                money.amount(),
                money.transaction(),
                money.at(),
                refunded,
                newReceipt,
                money.code(),
                openedBy,
                createdAt,
                expiresAt,
                updatedAt,
                null,
                polls);
    }

    public PaymentOrder refunding() {
        return new PaymentOrder(
                paymentId,
                dossierId,
                dossierCode,
                obligationId,
                gateway,
                merchant,
                reference,
                amount,
                OrderState.REFUND_PENDING,
                description,
                returnUrl,
                payerAddress,
                language,
                payUrl,
                qrData,
                paidAmount,
                transaction,
                paidAt,
                refunded,
                receipt,
                rawCode,
                openedBy,
                createdAt,
                expiresAt,
                updatedAt,
                nextPollAt,
                polls);
    }

    /** A refund came to its end. */
    public PaymentOrder refunded(OrderState to, long more) {
        return new PaymentOrder(
                paymentId,
                dossierId,
                dossierCode,
                obligationId,
                gateway,
                merchant,
                reference,
                amount,
                to,
                description,
                returnUrl,
                payerAddress,
                language,
                payUrl,
                qrData,
                paidAmount,
                transaction,
                paidAt,
                refunded + more,
                receipt,
                rawCode,
                openedBy,
                createdAt,
                expiresAt,
                updatedAt,
                nextPollAt,
                polls);
    }

    /**
     * What moved.
     *
     * @param transaction the gateway's own number
     */
    public record Money(
            String transaction,
            long amount,
            Instant at,
            @Nullable String code) {}

    /** Without the address of the payer and the way to pay. */
    @Override
    public String toString() {
        return "PaymentOrder[" + paymentId + ", " + gateway + ", " + state + ", " + amount + "]";
    }
}
