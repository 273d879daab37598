package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormEncoding;
import vn.gov.hanoi.hpasc.connectors.payments.text.PlainText;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** What is said to VNPAY. */
final class VnpayFields {

    /** VNPAY counts in hundredths of a đồng; nobody else does, and nothing outside this package knows. */
    static final int PARTS_OF_A_DONG = 100;

    private static final String VERSION = "2.1.0";
    private static final int LONGEST_INFO = 255;

    private VnpayFields() {}

    /** The pay address's query, signed. */
    static String pay(OrderRequest order, Merchant merchant) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("vnp_Version", VERSION);
        fields.put("vnp_Command", "pay");
        fields.put("vnp_TmnCode", merchant.gatewayId());
        fields.put("vnp_Amount", amount(order.amount()));
        fields.put("vnp_CreateDate", VietnamTime.seconds(order.reference().createdAt()));
        fields.put("vnp_ExpireDate", VietnamTime.seconds(order.expiresAt()));
        fields.put("vnp_CurrCode", "VND");
        fields.put("vnp_IpAddr", order.payerAddress());
        fields.put("vnp_Locale", order.vietnamese() ? "vn" : "en");
        fields.put("vnp_OrderInfo", PlainText.ascii(order.description(), LONGEST_INFO));
        fields.put("vnp_OrderType", merchant.setting("order-type", "other"));
        fields.put("vnp_ReturnUrl", order.returnUrl().toString());
        fields.put("vnp_TxnRef", order.reference().value());
        merchant.setting("bank-code").ifPresent(bank -> fields.put("vnp_BankCode", bank));
        String form = VnpaySignature.formOf(fields, FormEncoding.PHP);
        return form + "&" + VnpaySignature.HASH + "=" + VnpaySignature.sign(secret(merchant), form);
    }

    static Map<String, String> query(OrderReference order, Merchant merchant, Instant now) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("vnp_RequestId", UUID.randomUUID().toString().replace("-", ""));
        fields.put("vnp_Version", VERSION);
        fields.put("vnp_Command", "querydr");
        fields.put("vnp_TmnCode", merchant.gatewayId());
        fields.put("vnp_TxnRef", order.value());
        fields.put("vnp_OrderInfo", "Truy van " + order.value());
        fields.put("vnp_TransactionDate", VietnamTime.seconds(order.createdAt()));
        fields.put("vnp_CreateDate", VietnamTime.seconds(now));
        fields.put("vnp_IpAddr", merchant.setting("server-address", "127.0.0.1"));
        fields.put(VnpaySignature.HASH, VnpaySignature.sign(secret(merchant), VnpaySignature.QUERY, fields));
        return fields;
    }

    static Map<String, String> refund(RefundRequest refund, Merchant merchant) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("vnp_RequestId", refund.refundId());
        fields.put("vnp_Version", VERSION);
        fields.put("vnp_Command", "refund");
        fields.put("vnp_TmnCode", merchant.gatewayId());
        fields.put("vnp_TransactionType", refund.full() ? "02" : "03");
        fields.put("vnp_TxnRef", refund.order().value());
        fields.put("vnp_Amount", amount(refund.amount()));
        fields.put("vnp_TransactionNo", refund.gatewayTransaction());
        fields.put("vnp_TransactionDate", VietnamTime.seconds(refund.order().createdAt()));
        fields.put("vnp_CreateBy", PlainText.ascii(refund.requestedBy(), LONGEST_INFO));
        fields.put("vnp_CreateDate", VietnamTime.seconds(refund.requestedAt()));
        fields.put("vnp_IpAddr", merchant.setting("server-address", "127.0.0.1"));
        fields.put("vnp_OrderInfo", PlainText.ascii(refund.reason(), LONGEST_INFO));
        fields.put(VnpaySignature.HASH, VnpaySignature.sign(secret(merchant), VnpaySignature.REFUND, fields));
        return fields;
    }

    static String amount(Vnd amount) {
        return Long.toString(Math.multiplyExact(amount.amount(), PARTS_OF_A_DONG));
    }

    private static Secret secret(Merchant merchant) {
        return merchant.keys().current().key(VnpayGateway.SECRET);
    }
}
