package vn.gov.hanoi.hpasc.connectors.payments.momo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;

/** HMAC-SHA256 over {@code accessKey} and a fixed list of fields as {@code name=value}, nothing encoded, nothing left out. */
final class MomoSignature {

    static final String SIGNATURE = "signature";
    static final String ACCESS_KEY = "accessKey";
    static final String SECRET_KEY = "secretKey";

    static final List<String> CREATE = List.of(
            "amount",
            "extraData",
            "ipnUrl",
            "orderId",
            "orderInfo",
            "partnerCode",
            "redirectUrl",
            "requestId",
            "requestType");

    static final List<String> NOTICE = List.of(
            "amount",
            "extraData",
            "message",
            "orderId",
            "orderInfo",
            "orderType",
            "partnerCode",
            "payType",
            "requestId",
            "responseTime",
            "resultCode",
            "transId");

    static final List<String> QUERY = List.of("orderId", "partnerCode", "requestId");

    static final List<String> REFUND =
            List.of("amount", "description", "orderId", "partnerCode", "requestId", "transId");

    static final List<String> CONFIRM =
            List.of("amount", "description", "orderId", "partnerCode", "requestId", "requestType");

    private MomoSignature() {}

    static String text(SigningKeys.KeySet keys, List<String> names, Map<String, String> fields) {
        Stream<String> pairs = names.stream().map(name -> name + "=" + fields.getOrDefault(name, ""));
        return Stream.concat(Stream.of(ACCESS_KEY + "=" + keys.key(ACCESS_KEY).value()), pairs)
                .collect(Collectors.joining("&"));
    }

    static String sign(SigningKeys.KeySet keys, List<String> names, Map<String, String> fields) {
        return Digest.keyed(Digest.Keyed.SHA256, keys.key(SECRET_KEY), text(keys, names, fields))
                .map(Digest::hex)
                .orElseThrow(() -> new IllegalArgumentException("a text that UTF-8 cannot carry"));
    }

    /** Whether one of the merchant's key sets signed a notice. */
    static boolean verifyNotice(Merchant merchant, Map<String, String> fields) {
        String signature = fields.getOrDefault(SIGNATURE, "");
        boolean fits = merchant.keys().accepted().stream()
                .map(keys -> Digest.keyed(Digest.Keyed.SHA256, keys.key(SECRET_KEY), text(keys, NOTICE, fields))
                        .map(digest -> digest.isHex(signature))
                        .orElse(false))
                .reduce(false, Boolean::logicalOr);
        return fits && unambiguous(fields);
    }

    /** With {@code &orderId=} inside a value, the same signature would fit other values too. */
    private static boolean unambiguous(Map<String, String> fields) {
        return NOTICE.stream()
                .map(name -> fields.getOrDefault(name, ""))
                .filter(value -> value.indexOf('&') >= 0)
                .noneMatch(value -> NOTICE.stream().anyMatch(name -> value.contains("&" + name + "=")));
    }
}
