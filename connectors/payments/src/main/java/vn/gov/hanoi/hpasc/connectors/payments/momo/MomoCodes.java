package vn.gov.hanoi.hpasc.connectors.payments.momo;

import java.util.Map;
import java.util.Set;
import vn.gov.hanoi.hpasc.connectors.payments.text.CodeTable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;

/** MoMo's result codes. */
final class MomoCodes {

    static final String SUCCESS = "0";
    static final String NO_SUCH_ORDER = "42";

    private static final String AUTHORISED = "9000";

    /** Nobody knows yet, or MoMo itself has trouble: asking again is the only thing to do. */
    private static final Set<String> OPEN =
            Set.of("10", "11", "12", "13", "40", "43", "99", "1000", "7000", "7002", "8000");

    private static final CodeTable TABLE = new CodeTable(
            "result-codes",
            Map.ofEntries(
                    Map.entry(SUCCESS, PaymentStatus.PAID),
                    Map.entry("1001", PaymentStatus.FAILED),
                    Map.entry("1002", PaymentStatus.FAILED),
                    Map.entry("1003", PaymentStatus.FAILED),
                    Map.entry("1004", PaymentStatus.FAILED),
                    Map.entry("1005", PaymentStatus.EXPIRED),
                    Map.entry("1006", PaymentStatus.FAILED),
                    Map.entry("1007", PaymentStatus.FAILED)));

    private MomoCodes() {}

    static PaymentStatus status(String code, Merchant merchant) {
        if (code.equals(AUTHORISED)) {
            return capturesItself(merchant) ? PaymentStatus.PAID : PaymentStatus.PENDING;
        }
        return TABLE.of(code, merchant);
    }

    static boolean isOpen(String code) {
        return OPEN.contains(code);
    }

    /** Whether MoMo takes the money at once; else it waits for a confirmation, which the hub does not give. */
    static boolean capturesItself(Merchant merchant) {
        return merchant.setting("auto-capture", "true").equals("true");
    }
}
