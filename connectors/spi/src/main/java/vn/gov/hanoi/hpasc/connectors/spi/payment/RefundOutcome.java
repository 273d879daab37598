package vn.gov.hanoi.hpasc.connectors.spi.payment;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** What became of a refund, when asked for or when inquired about. */
public sealed interface RefundOutcome {

    /**
     * The money went back, or the gateway took it upon itself for good.
     *
     * @param gatewayRefund the gateway's own number of the refund; null when it gave none
     */
    record Refunded(@Nullable String gatewayRefund, String rawCode) implements RefundOutcome {}

    /** The gateway has the request and works on it: inquire later. */
    record Processing(@Nullable String gatewayRefund, String rawCode) implements RefundOutcome {}

    /** A definite no: no money moved, and the same request would be refused again. */
    record Refused(ErrorCode code, String rawCode, String reason) implements RefundOutcome {}

    /** Only on inquiry: the gateway never saw the request, sending it is safe. */
    record NotFound(String rawCode) implements RefundOutcome {}

    /** It may have happened: inquire, never just repeat. */
    record Unknown(ErrorCode code, String reason) implements RefundOutcome {}
}
