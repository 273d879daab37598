package vn.gov.hanoi.hpasc.connectors.payments.http;

import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** What one call to a gateway gave. That nothing was sent, or nobody is served, is no reply but an exception. */
public sealed interface GatewayReply {

    /**
     * An answer that may say something about the call: 2xx, or a refusal of the call itself (400, 409, 413, 422).
     *
     * @param contentType in lower case; empty when there was none
     * @param body not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    record Answered(int status, String contentType, byte[] body) implements GatewayReply {

        public boolean successful() {
            return status < 300;
        }
    }

    /** The call was sent, and nobody can tell what became of it. */
    record Lost(ErrorCode code, String reason) implements GatewayReply {}
}
