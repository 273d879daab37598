package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vn.gov.hanoi.hpasc.connectors.payments.text.PlainText;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;

/** What is said to ZaloPay. */
final class ZalopayFields {

    private static final int LONGEST_DESCRIPTION = 250;
    private static final Pattern DATED = Pattern.compile("\\d{6}_(.+)");
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private ZalopayFields() {}

    static Map<String, Object> create(OrderRequest order, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("app_id", Long.valueOf(merchant.gatewayId()));
        body.put("app_user", merchant.setting("app-user", "hpasc"));
        body.put("app_trans_id", transId(order.reference()));
        body.put("app_time", order.reference().createdAt().toEpochMilli());
        body.put("amount", order.amount().amount());
        body.put("item", "[]");
        body.put("description", PlainText.unicode(order.description(), LONGEST_DESCRIPTION));
        body.put("embed_data", embedded(order));
        body.put("bank_code", merchant.setting("bank-code", ""));
        body.put("callback_url", String.valueOf(merchant.callbackUrl()));
        body.put("expire_duration_seconds", life(order).toSeconds());
        return signed(body, ZalopaySignature.CREATE, merchant);
    }

    static Map<String, Object> query(OrderReference order, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("app_id", Long.valueOf(merchant.gatewayId()));
        body.put("app_trans_id", transId(order));
        body.put("mac", ZalopaySignature.signQuery(key1(merchant), texts(body)));
        return body;
    }

    static Map<String, Object> refund(RefundRequest refund, Merchant merchant, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("app_id", Long.valueOf(merchant.gatewayId()));
        body.put("m_refund_id", refundId(refund, merchant));
        body.put("zp_trans_id", refund.gatewayTransaction());
        body.put("amount", refund.amount().amount());
        body.put("timestamp", now.toEpochMilli());
        body.put("description", PlainText.unicode(refund.reason(), LONGEST_DESCRIPTION));
        return signed(body, ZalopaySignature.REFUND, merchant);
    }

    static Map<String, Object> refundQuery(RefundRequest refund, Merchant merchant, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("app_id", Long.valueOf(merchant.gatewayId()));
        body.put("m_refund_id", refundId(refund, merchant));
        body.put("timestamp", now.toEpochMilli());
        return signed(body, ZalopaySignature.REFUND_QUERY, merchant);
    }

    /** ZaloPay wants the day in front, and looks the order up by it. */
    static String transId(OrderReference order) {
        return VietnamTime.day(order.createdAt()) + "_" + order.value();
    }

    /** What {@link #transId} was made of; whatever stands there when it was not made here. */
    static String reference(String transId) {
        return DATED.matcher(transId).replaceFirst("$1");
    }

    private static String refundId(RefundRequest refund, Merchant merchant) {
        return VietnamTime.day(refund.requestedAt()) + "_" + merchant.gatewayId() + "_" + refund.refundId();
    }

    private static String embedded(OrderRequest order) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("redirecturl", order.returnUrl().toString())
                .toString();
    }

    private static Duration life(OrderRequest order) {
        Duration life = Duration.between(order.reference().createdAt(), order.expiresAt());
        if (life.compareTo(SHORTEST_LIFE) < 0) {
            return SHORTEST_LIFE;
        }
        return life.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : life;
    }

    private static Map<String, Object> signed(Map<String, Object> body, List<String> names, Merchant merchant) {
        body.put("mac", ZalopaySignature.sign(key1(merchant), names, texts(body)));
        return body;
    }

    private static Map<String, String> texts(Map<String, Object> body) {
        Map<String, String> texts = new LinkedHashMap<>();
        body.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static Secret key1(Merchant merchant) {
        return merchant.keys().current().key(ZalopaySignature.KEY1);
    }
}
