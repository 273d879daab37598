package vn.gov.hanoi.hpasc.connectors.payments.viettel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;

/**
 * {@code check_sum}: HMAC-SHA1 over the bare values one after the other. Nothing separates them, so different values can
 * share a check sum; whoever builds a gateway on it must hold every field against the order.
 */
public final class ViettelSignature {

    public static final List<String> PAYMENT =
            List.of("access_code", "billcode", "command", "merchant_code", "order_id", "trans_amount", "version");
    public static final List<String> VERIFY =
            List.of("access_code", "billcode", "merchant_code", "order_id", "trans_amount");
    public static final List<String> RESULT_ANSWER = List.of("access_code", "error_code", "merchant_code", "order_id");

    /** The web gateway writes base64, the QR flow hexadecimal digits. */
    public enum Encoding {
        BASE64,
        HEX
    }

    private ViettelSignature() {}

    public static String sign(Secret key, Encoding encoding, List<String> names, Map<String, String> fields) {
        Digest digest = digest(key, names, fields)
                .orElseThrow(() -> new IllegalArgumentException("a text that UTF-8 cannot carry"));
        return switch (encoding) {
            case BASE64 -> digest.base64();
            case HEX -> digest.hex();
        };
    }

    public static boolean verify(
            Secret key, Encoding encoding, List<String> names, Map<String, String> fields, @Nullable String checkSum) {
        return digest(key, names, fields)
                .map(digest -> switch (encoding) {
                    case BASE64 -> checkSum != null && digest.isBase64(checkSum);
                    case HEX -> digest.isHex(checkSum);
                })
                .orElse(false);
    }

    private static Optional<Digest> digest(Secret key, List<String> names, Map<String, String> fields) {
        String text = names.stream().map(name -> fields.getOrDefault(name, "")).collect(Collectors.joining());
        return Digest.keyed(Digest.Keyed.SHA1, key, text);
    }
}
