package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.payments.signature.JoinedValues;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;

/** HMAC-SHA256: what goes out with key1, what comes in with key2. */
final class ZalopaySignature {

    static final String KEY1 = "key1";
    static final String KEY2 = "key2";

    static final List<String> CREATE =
            List.of("app_id", "app_trans_id", "app_user", "amount", "app_time", "embed_data", "item");
    static final List<String> REFUND = List.of("app_id", "zp_trans_id", "amount", "description", "timestamp");
    static final List<String> REFUND_WITH_FEE =
            List.of("app_id", "zp_trans_id", "amount", "refund_fee_amount", "description", "timestamp");
    static final List<String> REFUND_QUERY = List.of("app_id", "m_refund_id", "timestamp");
    static final List<String> RETURN =
            List.of("appid", "apptransid", "pmcid", "bankcode", "amount", "discountamount", "status");

    private static final List<String> ORDER = List.of("app_id", "app_trans_id");

    private ZalopaySignature() {}

    static String sign(Secret key1, List<String> names, Map<String, String> fields) {
        return sign(key1, JoinedValues.of(names, fields));
    }

    /** A question about an order signs the key itself besides. */
    static String signQuery(Secret key1, Map<String, String> fields) {
        return sign(key1, JoinedValues.of(ORDER, fields) + "|" + key1.value());
    }

    /** Whether ZaloPay signed {@code data}, the very string it sent. */
    static boolean verifyCallback(Merchant merchant, String data, @Nullable String mac) {
        return merchant.keys().accepted().stream()
                .map(keys -> Digest.keyed(Digest.Keyed.SHA256, keys.key(KEY2), data)
                        .map(digest -> digest.isHex(mac))
                        .orElse(false))
                .reduce(false, Boolean::logicalOr);
    }

    /** Whether ZaloPay signed what the browser brought back. */
    static boolean verifyReturn(Merchant merchant, Map<String, String> fields) {
        return JoinedValues.unambiguous(RETURN, fields)
                && verifyCallback(merchant, JoinedValues.of(RETURN, fields), fields.get("checksum"));
    }

    private static String sign(Secret key, String text) {
        return Digest.keyed(Digest.Keyed.SHA256, key, text)
                .map(Digest::hex)
                .orElseThrow(() -> new IllegalArgumentException("a text that UTF-8 cannot carry"));
    }
}
