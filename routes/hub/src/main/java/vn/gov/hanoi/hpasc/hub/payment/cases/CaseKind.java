package vn.gov.hanoi.hpasc.hub.payment.cases;

import java.util.Locale;

/** Why a person must look. */
public enum CaseKind {
    /** Another amount than ordered moved. */
    WRONG_AMOUNT,
    /** Money came after the order had failed or expired. */
    LATE_PAYMENT,
    /** The payer paid twice. */
    DOUBLE_PAYMENT,
    /** The gateway doubts a payment, or took it back. */
    SUSPECT_PAYMENT,
    /** The gateway never said what became of an order. */
    UNKNOWN_PAYMENT,
    /** A gateway names one transaction for two orders. */
    REUSED_TRANSACTION,
    /** A genuine call about another merchant. */
    WRONG_MERCHANT,
    /** A gateway refuses a merchant. */
    GATEWAY_REFUSES,
    REFUND_REFUSED,
    REFUND_UNKNOWN,
    /** The hub refused its own message about money. */
    EFFECT_REFUSED,
    /** The tax office names an account for its money that is not on its list. */
    PAYEE_NOT_LISTED,
    /** Hub and settlement file differ. */
    SETTLEMENT;

    /** As it is shown and stored: {@code double-payment}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
