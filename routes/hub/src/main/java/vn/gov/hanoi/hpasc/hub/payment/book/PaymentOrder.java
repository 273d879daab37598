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
        Draft draft = new Draft(this);
        draft.newState = OrderState.PENDING;
        draft.newPayUrl = url;
        draft.newQrData = qr;
        return draft.order();
    }

    /** Its end without money, or the doubt about it. */
    public PaymentOrder ended(OrderState end, @Nullable String code) {
        Draft draft = new Draft(this);
        draft.newState = end;
        draft.newRawCode = code;
        draft.newNextPollAt = null;
        return draft.order();
    }

    /** Money moved. */
    public PaymentOrder moved(OrderState to, Money money, @Nullable String newReceipt) {
        Draft draft = new Draft(this);
        draft.newState = to;
        draft.newMoney = money;
        draft.newRawCode = money.code();
        draft.newReceipt = newReceipt;
        draft.newNextPollAt = null;
        return draft.order();
    }

    public PaymentOrder refunding() {
        Draft draft = new Draft(this);
        draft.newState = OrderState.REFUND_PENDING;
        return draft.order();
    }

    /** A refund came to its end. */
    public PaymentOrder refunded(OrderState to, long more) {
        Draft draft = new Draft(this);
        draft.newState = to;
        draft.newRefunded = refunded + more;
        return draft.order();
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

    /** The order as it will be: the only place that copies one. What is not said to be new stays. */
    private static final class Draft {

        private final PaymentOrder from;
        private OrderState newState;
        private @Nullable String newPayUrl;
        private @Nullable String newQrData;
        private @Nullable Money newMoney;
        private long newRefunded;
        private @Nullable String newReceipt;
        private @Nullable String newRawCode;
        private @Nullable Instant newNextPollAt;

        Draft(PaymentOrder from) {
            this.from = from;
            this.newState = from.state;
            this.newPayUrl = from.payUrl;
            this.newQrData = from.qrData;
            this.newRefunded = from.refunded;
            this.newReceipt = from.receipt;
            this.newRawCode = from.rawCode;
            this.newNextPollAt = from.nextPollAt;
        }

        PaymentOrder order() {
            Money money = newMoney;
            return new PaymentOrder(
                    from.paymentId,
                    from.dossierId,
                    from.dossierCode,
                    from.obligationId,
                    from.gateway,
                    from.merchant,
                    from.reference,
                    from.amount,
                    newState,
                    from.description,
                    from.returnUrl,
                    from.payerAddress,
                    from.language,
                    newPayUrl,
                    newQrData,
                    money == null ? from.paidAmount : Long.valueOf(money.amount()),
                    money == null ? from.transaction : money.transaction(),
                    money == null ? from.paidAt : money.at(),
                    newRefunded,
                    newReceipt,
                    newRawCode,
                    from.openedBy,
                    from.createdAt,
                    from.expiresAt,
                    from.updatedAt,
                    newNextPollAt,
                    from.polls);
        }
    }
}
