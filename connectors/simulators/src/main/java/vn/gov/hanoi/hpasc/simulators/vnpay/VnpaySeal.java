package vn.gov.hanoi.hpasc.simulators.vnpay;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.Hashes;
import vn.gov.hanoi.hpasc.simulators.payment.JsonBody;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;

/** VNPAY's signatures. */
final class VnpaySeal {

    private static final List<String> QUERY = List.of(
            "vnp_RequestId",
            "vnp_Version",
            "vnp_Command",
            "vnp_TmnCode",
            "vnp_TxnRef",
            "vnp_TransactionDate",
            "vnp_CreateDate",
            "vnp_IpAddr",
            "vnp_OrderInfo");
    private static final List<String> REFUND = List.of(
            "vnp_RequestId",
            "vnp_Version",
            "vnp_Command",
            "vnp_TmnCode",
            "vnp_TransactionType",
            "vnp_TxnRef",
            "vnp_Amount",
            "vnp_TransactionNo",
            "vnp_TransactionDate",
            "vnp_CreateBy",
            "vnp_CreateDate",
            "vnp_IpAddr",
            "vnp_OrderInfo");
    private static final List<String> ANSWER = List.of(
            "vnp_ResponseId",
            "vnp_Command",
            "vnp_ResponseCode",
            "vnp_Message",
            "vnp_TmnCode",
            "vnp_TxnRef",
            "vnp_Amount",
            "vnp_BankCode",
            "vnp_PayDate",
            "vnp_TransactionNo",
            "vnp_TransactionType",
            "vnp_TransactionStatus",
            "vnp_OrderInfo");
    private static final List<String> PROMOTION = List.of("vnp_PromotionCode", "vnp_PromotionAmount");

    private VnpaySeal() {}

    static String of(GatewayMerchant merchant, String text) {
        return Hashes.hmac("HmacSHA512", merchant.key("secret"), text);
    }

    static String forged(String text) {
        return Hashes.hmac("HmacSHA512", "not-the-key", text);
    }

    /** Whether the merchant signed its querydr or refund. */
    static boolean fits(GatewayMerchant merchant, JsonBody body) {
        boolean query = body.text("vnp_Command").equals("querydr");
        return of(merchant, body.bars(query ? QUERY : REFUND)).equals(body.text("vnp_SecureHash"));
    }

    static HttpAnswer queried(GatewayMerchant merchant, Map<String, String> answer) {
        PROMOTION.forEach(name -> answer.put(name, ""));
        return signed(
                merchant,
                answer,
                Stream.concat(ANSWER.stream(), PROMOTION.stream()).toList());
    }

    static HttpAnswer refunded(GatewayMerchant merchant, Map<String, String> answer) {
        return signed(merchant, answer, ANSWER);
    }

    private static HttpAnswer signed(GatewayMerchant merchant, Map<String, String> answer, List<String> names) {
        String text = names.stream().map(name -> answer.getOrDefault(name, "")).collect(Collectors.joining("|"));
        answer.put("vnp_SecureHash", of(merchant, text));
        return JsonBody.answer(200, answer);
    }
}
