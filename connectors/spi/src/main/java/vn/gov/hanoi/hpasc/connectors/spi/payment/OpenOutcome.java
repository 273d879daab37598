package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** What became of one attempt to open an order. */
public sealed interface OpenOutcome {

    /**
     * The payer can pay.
     *
     * @param payUrl where; with VNPAY it is only signed, the gateway learns of the order when the payer gets there
     * @param qrData content of a QR code that does the same; null when the gateway gave none
     * @param gatewayReference the gateway's own name for the order; null when it gave none
     */
    record Opened(
            URI payUrl, @Nullable String qrData, @Nullable String gatewayReference) implements OpenOutcome {

        /** The address is a key to the order: its query stays out of logs. */
        @Override
        public String toString() {
            return "Opened[" + payUrl.getHost() + ", " + gatewayReference + "]";
        }
    }

    /**
     * A definite no: the same order would be refused again.
     *
     * @param rawCode the gateway's own code
     * @param reason what it said
     */
    record Refused(ErrorCode code, String rawCode, String reason) implements OpenOutcome {}

    /** The order may be open: the call timed out or broke after it was sent, or the answer made no sense. */
    record Unknown(ErrorCode code, String reason) implements OpenOutcome {}
}
