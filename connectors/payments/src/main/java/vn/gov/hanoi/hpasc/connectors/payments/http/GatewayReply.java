package vn.gov.hanoi.hpasc.connectors.payments.http;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** What one call to a gateway gave. That nothing was sent, or nobody is served, is no reply but an exception. */
public sealed interface GatewayReply {

    /**
     * What it means for what was asked.
     *
     * @param <T> the outcomes of what was asked
     * @param reading takes an answer; empty when it makes no sense
     * @param unknown makes the outcome of a reply that was lost, or makes no sense
     * @param senseless what is said of one that makes no sense
     */
    default <T> T as(
            Function<Answered, Optional<T>> reading,
            BiFunction<ErrorCode, String, ? extends T> unknown,
            String senseless) {
        return switch (this) {
            case Lost(ErrorCode code, String reason) -> unknown.apply(code, reason);
            case Answered answered -> {
                Optional<T> read = reading.apply(answered);
                yield read.isPresent() ? read.get() : unknown.apply(ErrorCode.SENSELESS_ANSWER, senseless);
            }
        };
    }

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
