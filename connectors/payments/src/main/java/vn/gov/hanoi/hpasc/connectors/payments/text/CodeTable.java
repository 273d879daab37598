package vn.gov.hanoi.hpasc.connectors.payments.text;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;

/** A gateway's codes and what they mean, the ones known here overruled by those in the merchant's settings. */
public final class CodeTable {

    private final String setting;
    private final Map<String, PaymentStatus> known;

    /** @param setting the name of the merchant's setting: {@code 1001=FAILED,1017=EXPIRED} */
    public CodeTable(String setting, Map<String, PaymentStatus> known) {
        this.setting = setting;
        this.known = Map.copyOf(known);
    }

    /** What {@code code} means; {@link PaymentStatus#PENDING} for a code nobody knows, so that it is asked again. */
    public PaymentStatus of(String code, Merchant merchant) {
        PaymentStatus configured =
                merchant.setting(setting).map(text -> read(text).get(code)).orElse(null);
        return configured == null ? known.getOrDefault(code, PaymentStatus.PENDING) : configured;
    }

    /**
     * Reads {@code 1001=FAILED,1017=EXPIRED}.
     *
     * @throws IllegalArgumentException when {@code text} is no such list
     */
    public static Map<String, PaymentStatus> read(String text) {
        Map<String, PaymentStatus> table = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            String[] pair = entry.strip().split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("not code=STATUS: " + entry);
            }
            table.put(pair[0].strip(), PaymentStatus.valueOf(pair[1].strip()));
        }
        return table;
    }
}
