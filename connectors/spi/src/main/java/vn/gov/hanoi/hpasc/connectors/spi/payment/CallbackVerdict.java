package vn.gov.hanoi.hpasc.connectors.spi.payment;

/** What the hub decided about a callback; each gateway has its own words for it. */
public enum CallbackVerdict {

    /** Written down now, whether the payment succeeded, failed or is doubtful. */
    RECORDED,

    /** Written down before. */
    DUPLICATE,

    /** No such order. */
    UNKNOWN_ORDER,

    /** Another amount or currency than ordered; written down as a case. */
    WRONG_AMOUNT,

    /** Signed with the right key but about another merchant. */
    WRONG_MERCHANT,

    /** {@link Verification.Forged}. */
    BAD_SIGNATURE,

    /** {@link Verification.Unreadable}. */
    MALFORMED,

    /** The caller's address is not one of the gateway's. */
    FOREIGN_ADDRESS,

    /** We could not write it down: the gateway should call again. */
    INTERNAL_ERROR
}
