package vn.gov.hanoi.hpasc.connectors.payments.vnptpay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.payments.signature.JoinedValues;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;

/** {@code SECURE_CODE}: plain SHA-256 over the values in the order of the message, the secret as the last. */
public final class VnptPaySignature {

    public static final List<String> INIT = List.of(
            "ACTION",
            "VERSION",
            "MERCHANT_SERVICE_ID",
            "MERCHANT_ORDER_ID",
            "AMOUNT",
            "AMOUNT_DETAIL",
            "SERVICE_ID",
            "DEVICE",
            "LOCALE",
            "CURRENCY_CODE",
            "PAYMENT_METHOD",
            "DESCRIPTION",
            "CREATE_DATE",
            "CLIENT_IP");

    public static final List<String> QUERY =
            List.of("ACTION", "VERSION", "MERCHANT_SERVICE_ID", "MERCHANT_ORDER_ID", "CREATE_DATE");

    private VnptPaySignature() {}

    public static String sign(Secret secret, List<String> names, Map<String, String> fields) {
        return digest(secret, names, fields)
                .map(Digest::hex)
                .orElseThrow(() -> new IllegalArgumentException("a text that UTF-8 cannot carry"));
    }

    public static boolean verify(
            Secret secret, List<String> names, Map<String, String> fields, @Nullable String secureCode) {
        return digest(secret, names, fields)
                        .map(digest -> digest.isHex(secureCode))
                        .orElse(false)
                && JoinedValues.unambiguous(names, fields);
    }

    private static Optional<Digest> digest(Secret secret, List<String> names, Map<String, String> fields) {
        return Digest.sha256(JoinedValues.of(names, fields) + "|" + secret.value());
    }
}
