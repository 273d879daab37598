package vn.gov.hanoi.hpasc.connectors.spi.payment;

import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** A gateway that issues the receipt (biên lai) of a payment as a document. */
public interface ReceiptSource {

    /** Fetches the receipt of a paid order. */
    Receipt receipt(OrderReference order, Merchant merchant) throws DestinationUnavailable;

    /** What came back. */
    sealed interface Receipt {

        /**
         * The receipt.
         *
         * @param content the document, at most 5 MB; not to be changed
         */
        @SuppressWarnings("ArrayRecordComponent") // read once, compared never
        record Document(String mediaType, byte[] content) implements Receipt {

            @Override
            public String toString() {
                return "Document[" + mediaType + ", " + content.length + " bytes]";
            }
        }

        /** There is none, or none yet. */
        record None(String rawCode) implements Receipt {}

        /** Nobody can tell. */
        record Unknown(ErrorCode code, String reason) implements Receipt {}
    }
}
