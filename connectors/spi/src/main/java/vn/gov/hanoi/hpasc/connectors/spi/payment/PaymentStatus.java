package vn.gov.hanoi.hpasc.connectors.spi.payment;

/** What a gateway says about an order, in the hub's words. */
public enum PaymentStatus {

    /** The money arrived. */
    PAID,

    /** Not decided yet: ask again. */
    PENDING,

    /** The payer did not pay, and will not with this order. */
    FAILED,

    /** As {@link #FAILED}, because the time was over. */
    EXPIRED,

    /** The payer was debited, but the gateway doubts or reversed it: a person must decide (VNPAY 07 and 04). */
    SUSPECT;

    /** Whether the gateway will not say anything else later by itself. */
    public boolean isFinal() {
        return this != PENDING;
    }
}
