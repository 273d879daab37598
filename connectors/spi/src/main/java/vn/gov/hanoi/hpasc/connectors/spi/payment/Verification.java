package vn.gov.hanoi.hpasc.connectors.spi.payment;

/** Whether a gateway wrote a callback. */
public sealed interface Verification {

    /** It did, and this is what it says. */
    record Genuine(PaymentNotice notice) implements Verification {}

    /**
     * The signature is missing or wrong: nothing in the call may be believed or remembered.
     *
     * @param reason for the log, without anything from the call
     */
    record Forged(String reason) implements Verification {}

    /**
     * It is not a callback of this gateway at all, or is signed but cannot be understood.
     *
     * @param reason for the log, without anything from the call
     */
    record Unreadable(String reason) implements Verification {}
}
