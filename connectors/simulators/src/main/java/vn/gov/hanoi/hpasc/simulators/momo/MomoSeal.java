package vn.gov.hanoi.hpasc.simulators.momo;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.Hashes;
import vn.gov.hanoi.hpasc.simulators.payment.JsonBody;

/** MoMo's signatures: texts with gaps, as its documentation writes them. */
final class MomoSeal {

    static final String CREATE =
            "amount=$amount&extraData=$extraData&ipnUrl=$ipnUrl&orderId=$orderId&orderInfo=$orderInfo"
                    + "&partnerCode=$partnerCode&redirectUrl=$redirectUrl&requestId=$requestId&requestType=$requestType";
    static final String QUERY = "orderId=$orderId&partnerCode=$partnerCode&requestId=$requestId";
    static final String REFUND = "amount=$amount&description=$description&orderId=$orderId&partnerCode=$partnerCode"
            + "&requestId=$requestId&transId=$transId";
    private static final String NOTICE = "amount=$amount&extraData=$extraData&message=$message&orderId=$orderId"
            + "&orderInfo=$orderInfo&orderType=$orderType&partnerCode=$partnerCode&payType=$payType"
            + "&requestId=$requestId&responseTime=$responseTime&resultCode=$resultCode&transId=$transId";

    private static final Pattern GAP = Pattern.compile("\\$(\\w+)");

    private MomoSeal() {}

    /** Whether the merchant signed its call. */
    static boolean fits(GatewayMerchant merchant, String text, JsonBody body) {
        return of(merchant, filled(text, body::text)).equals(body.text("signature"));
    }

    /**
     * The signature of a notice.
     *
     * @param merchant null to sign with a key that nobody has
     */
    static String notice(@Nullable GatewayMerchant merchant, Map<String, Object> fields) {
        String text = filled(NOTICE, name -> String.valueOf(fields.get(name)));
        return merchant == null ? Hashes.hmac("HmacSHA256", "not-the-key", text) : of(merchant, text);
    }

    private static String of(GatewayMerchant merchant, String text) {
        String whole = "accessKey=" + merchant.key("accessKey") + "&" + text;
        return Hashes.hmac("HmacSHA256", merchant.key("secretKey"), whole);
    }

    private static String filled(String text, Function<String, String> values) {
        return GAP.matcher(text).replaceAll((MatchResult gap) -> Matcher.quoteReplacement(values.apply(gap.group(1))));
    }
}
