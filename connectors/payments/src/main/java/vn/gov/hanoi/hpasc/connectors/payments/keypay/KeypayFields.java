package vn.gov.hanoi.hpasc.connectors.payments.keypay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.payments.platform.PlatformBillMapper;
import vn.gov.hanoi.hpasc.connectors.payments.text.PlainText;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;

/** What is said to KeyPay. */
final class KeypayFields {

    private static final int LONGEST_DESCRIPTION = 255;

    private KeypayFields() {}

    static Map<String, Object> create(OrderRequest order, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("client_id", merchant.gatewayId());
        body.put("transaction_id", order.reference().value());
        body.put("trans_amount", Long.toString(order.amount().amount()));
        body.put("command", "PAY");
        body.put("version", merchant.setting("version", "3.0"));
        body.put("description", PlainText.ascii(order.description(), LONGEST_DESCRIPTION));
        body.put("locale", order.vietnamese() ? "vn" : "en");
        body.put("country_code", "+84");
        body.put("currency_code", "VND");
        body.put("environment", merchant.setting("environment", "1"));
        body.put("return_url", order.returnUrl().toString());
        body.put("addition_fee", "0");
        Bill bill = order.bill();
        if (bill != null) {
            body.put("bill_info", PlatformBillMapper.toWire(bill));
        }
        return signed(body, KeypaySignature.PAYMENT, merchant);
    }

    static Map<String, Object> detail(OrderReference order, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("client_id", merchant.gatewayId());
        body.put("command", merchant.setting("detail-command", "PAY"));
        body.put("transaction_id", order.value());
        return signed(body, KeypaySignature.DETAIL, merchant);
    }

    private static Map<String, Object> signed(Map<String, Object> body, List<String> names, Merchant merchant) {
        Map<String, String> texts = new LinkedHashMap<>();
        names.forEach(name -> texts.put(name, String.valueOf(body.get(name))));
        body.put(
                KeypaySignature.CHECK_SUM,
                KeypaySignature.sign(merchant.keys().current().key(KeypaySignature.OUT), names, texts));
        return body;
    }
}
