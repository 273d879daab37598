package vn.gov.hanoi.hpasc.hub.payment.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable.Refund;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable.Moved;

/**
 * An order as its asker sees it; the JSON names are public. Amounts are whole đồng.
 *
 * @param reference how the gateway knows the order
 * @param paidAmount what moved, whatever was ordered
 * @param transaction the gateway's number of it
 * @param transactions all movements of money; more than one is a double payment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentView(
        UUID paymentId,
        String dossierCode,
        String obligationId,
        String gateway,
        String merchant,
        String reference,
        long amount,
        String state,
        @Nullable String payUrl,
        @Nullable String qrData,
        @Nullable Long paidAmount,
        @Nullable String transaction,
        @Nullable Instant paidAt,
        @Nullable String receipt,
        long refunded,
        Instant createdAt,
        Instant expiresAt,
        Instant updatedAt,
        List<TransactionView> transactions,
        List<RefundView> refunds,
        List<OrderTable.Event> history) {

    /** A movement of money. */
    public record TransactionView(String transaction, long amount) {}

    /** Money that goes back; {@code state} is REQUESTED, PROCESSING, UNKNOWN, REFUNDED or REFUSED. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefundView(
            String refundId,
            UUID paymentId,
            long amount,
            String state,
            String transaction,
            String reason,
            @Nullable String gatewayRefund,
            Instant requestedAt,
            @Nullable Instant finishedAt) {

        public static RefundView of(Refund refund) {
            return new RefundView(
                    refund.refundId(),
                    refund.paymentId(),
                    refund.amount(),
                    refund.state().name(),
                    refund.transaction(),
                    refund.reason(),
                    refund.gatewayRefund(),
                    refund.requestedAt(),
                    refund.finishedAt());
        }
    }

    static PaymentView of(PaymentOrder order, List<Moved> moved, List<Refund> refunds, List<OrderTable.Event> history) {
        return new PaymentView(
                order.paymentId(),
                order.dossierCode(),
                order.obligationId(),
                order.gateway(),
                order.merchant(),
                order.reference(),
                order.amount().amount(),
                order.state().name(),
                order.payUrl(),
                order.qrData(),
                order.paidAmount(),
                order.transaction(),
                order.paidAt(),
                order.receipt(),
                order.refunded(),
                order.createdAt(),
                order.expiresAt(),
                order.updatedAt(),
                moved.stream()
                        .map(money -> new TransactionView(money.transaction(), money.amount()))
                        .toList(),
                refunds.stream().map(RefundView::of).toList(),
                history);
    }
}
