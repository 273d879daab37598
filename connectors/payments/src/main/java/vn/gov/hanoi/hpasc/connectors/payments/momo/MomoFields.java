package vn.gov.hanoi.hpasc.connectors.payments.momo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.gov.hanoi.hpasc.connectors.payments.text.PlainText;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;

/** What is said to MoMo. */
final class MomoFields {

    private static final int LONGEST_INFO = 255;

    private MomoFields() {}

    static Map<String, Object> create(OrderRequest order, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("partnerCode", merchant.gatewayId());
        body.put("requestId", order.reference().value());
        body.put("amount", order.amount().amount());
        body.put("orderId", order.reference().value());
        body.put("orderInfo", PlainText.unicode(order.description(), LONGEST_INFO));
        body.put("redirectUrl", order.returnUrl().toString());
        body.put("ipnUrl", String.valueOf(merchant.callbackUrl()));
        body.put("requestType", merchant.setting("request-type", "captureWallet"));
        body.put("extraData", "");
        body.put("autoCapture", MomoCodes.capturesItself(merchant));
        body.put("lang", order.vietnamese() ? "vi" : "en");
        return signed(body, MomoSignature.CREATE, merchant);
    }

    static Map<String, Object> query(OrderReference order, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("partnerCode", merchant.gatewayId());
        body.put("requestId", UUID.randomUUID().toString());
        body.put("orderId", order.value());
        body.put("lang", "vi");
        return signed(body, MomoSignature.QUERY, merchant);
    }

    static Map<String, Object> refund(RefundRequest refund, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("partnerCode", merchant.gatewayId());
        body.put("orderId", refund.refundId());
        body.put("requestId", refund.refundId());
        body.put("amount", refund.amount().amount());
        body.put("transId", number(refund.gatewayTransaction()));
        body.put("lang", "vi");
        body.put("description", PlainText.unicode(refund.reason(), LONGEST_INFO));
        return signed(body, MomoSignature.REFUND, merchant);
    }

    private static Object number(String text) {
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : text;
    }

    private static Map<String, Object> signed(Map<String, Object> body, List<String> names, Merchant merchant) {
        Map<String, String> texts = new LinkedHashMap<>();
        body.forEach((name, value) -> texts.put(name, value.toString()));
        body.put(MomoSignature.SIGNATURE, MomoSignature.sign(merchant.keys().current(), names, texts));
        return body;
    }
}
