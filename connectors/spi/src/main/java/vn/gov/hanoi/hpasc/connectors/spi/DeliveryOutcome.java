package vn.gov.hanoi.hpasc.connectors.spi;

import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt to hand a message to a destination. That the destination could not be reached at all is not
 * an outcome but {@link DestinationUnavailable}.
 */
public sealed interface DeliveryOutcome {

    /**
     * The destination has the message.
     *
     * @param reference the destination's own reference for it; null when it gave none
     */
    record Accepted(@Nullable String reference) implements DeliveryOutcome {}

    /**
     * A business no: sending the same again would be refused again.
     *
     * @param code what kind of no
     * @param reason what the destination said, at most 2,000 characters, free of personal data of our own making
     */
    record Rejected(ErrorCode code, String reason) implements DeliveryOutcome {}

    /**
     * The message may have arrived: the connection broke or fell silent after it was sent, or the answer made no sense.
     *
     * @param code what happened
     * @param reason in a few words, for a person
     */
    record Unknown(ErrorCode code, String reason) implements DeliveryOutcome {}
}
