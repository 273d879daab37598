package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import java.util.Locale;

/** How a line of a settlement file and the books compare. */
public enum LineClass {
    MATCHED,
    /** The gateway settles what the books do not have. */
    ONLY_GATEWAY,
    /** The books have what the gateway does not settle that day. */
    ONLY_HUB,
    AMOUNT,
    /** One says paid and the other does not. */
    STATUS,
    REFUND,
    /** Another fee than agreed. */
    FEE,
    /** Both have it, on different days. */
    CUT_OFF,
    UNREADABLE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
