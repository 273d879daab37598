package vn.gov.hanoi.hpasc.hub.tax;

import java.util.Locale;

/** What the tax office tells. */
public enum TaxKind {
    /** That somebody owes. */
    NOTICE,
    /** That somebody paid. */
    VOUCHER;

    /** As it is shown and stored. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaxKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
