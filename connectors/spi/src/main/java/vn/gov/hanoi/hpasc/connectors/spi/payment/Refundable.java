package vn.gov.hanoi.hpasc.connectors.spi.payment;

import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;

/** A gateway that gives money back on request. */
public interface Refundable {

    /**
     * Asks for a refund. After {@link RefundOutcome.Unknown} the hub inquires before it sends the same request, with the same
     * {@link RefundRequest#refundId()}, again.
     */
    RefundOutcome refund(RefundRequest refund, Merchant merchant) throws DestinationUnavailable;

    /** What became of a refund that was asked for with the very same values before. */
    RefundOutcome inquireRefund(RefundRequest refund, Merchant merchant) throws DestinationUnavailable;
}
