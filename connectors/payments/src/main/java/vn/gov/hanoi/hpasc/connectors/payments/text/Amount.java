package vn.gov.hanoi.hpasc.connectors.payments.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** Amounts as gateways write them. */
public final class Amount {

    /** 2^53 has 16 digits; two more for a gateway that counts in hundredths. */
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private Amount() {}

    /** Whole đồng in plain digits; null when it is anything else: no sign, no point, no exponent is ever guessed at. */
    public static @Nullable Vnd whole(@Nullable String digits) {
        return parts(digits, 1);
    }

    /** An amount counted in parts of a đồng; null when it is no whole number of đồng. */
    public static @Nullable Vnd parts(@Nullable String digits, int partsOfADong) {
        if (digits == null || !DIGITS.matcher(digits).matches()) {
            return null;
        }
        long count = Long.parseLong(digits);
        long whole = count / partsOfADong;
        return count % partsOfADong != 0 || whole > (1L << 53) ? null : new Vnd(whole);
    }
}
