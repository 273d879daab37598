package vn.gov.hanoi.hpasc.connectors.spi.payment;

import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** What became of one question about an order. */
public sealed interface InquiryOutcome {

    /** The gateway knows the order; {@link PaymentNotice#status()} may still be {@link PaymentStatus#PENDING}. */
    record Found(PaymentNotice notice) implements InquiryOutcome {}

    /**
     * The gateway does not know the order. With gateways that learn of an order only when the payer arrives (VNPAY) that is
     * normal until it expires, and final afterwards.
     */
    record NotFound(String rawCode) implements InquiryOutcome {}

    /** The gateway refuses to answer this merchant or this question: somebody must look at the configuration. */
    record Refused(ErrorCode code, String rawCode, String reason) implements InquiryOutcome {}

    /** No answer, or none that can be believed: ask again later. */
    record Unknown(ErrorCode code, String reason) implements InquiryOutcome {}
}
