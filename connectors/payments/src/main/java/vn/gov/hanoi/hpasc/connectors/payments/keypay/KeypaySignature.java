package vn.gov.hanoi.hpasc.connectors.payments.keypay;

import java.util.List;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.payments.signature.JoinedValues;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;

/** {@code check_sum}: HMAC-SHA256, what goes out with hash_key_1, what comes in with hash_key_2. */
final class KeypaySignature {

    static final String OUT = "hash_key_1";
    static final String IN = "hash_key_2";
    static final String CHECK_SUM = "check_sum";

    /** Of create and of the callback. The callback's status is not in it. */
    static final List<String> PAYMENT =
            List.of("addition_fee", "client_id", "command", "trans_amount", "transaction_id", "version");

    static final List<String> DETAIL = List.of("client_id", "command", "transaction_id");
    static final List<String> REFUND = List.of("amount", "client_id", "command", "reason", "transaction_id");

    private KeypaySignature() {}

    static String sign(Secret key, List<String> names, Map<String, String> fields) {
        return Digest.keyed(Digest.Keyed.SHA256, key, JoinedValues.of(names, fields))
                .map(Digest::hex)
                .orElseThrow(() -> new IllegalArgumentException("a text that UTF-8 cannot carry"));
    }

    /** Whether KeyPay signed a callback with one of the merchant's keys. */
    static boolean verifyCallback(Merchant merchant, Map<String, String> fields) {
        String text = JoinedValues.of(PAYMENT, fields);
        boolean fits = merchant.keys().accepted().stream()
                .map(keys -> Digest.keyed(Digest.Keyed.SHA256, keys.key(IN), text)
                        .map(digest -> digest.isHex(fields.get(CHECK_SUM)))
                        .orElse(false))
                .reduce(false, Boolean::logicalOr);
        return fits && JoinedValues.unambiguous(PAYMENT, fields);
    }
}
