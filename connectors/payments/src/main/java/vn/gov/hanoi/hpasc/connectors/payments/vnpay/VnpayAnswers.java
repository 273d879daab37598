package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.payments.text.JsonFields;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;

/** Answers of querydr and refund. Nothing is believed about money that VNPAY did not sign. */
final class VnpayAnswers {

    private static final String RESPONSE = "vnp_ResponseCode";
    private static final String STATUS = "vnp_TransactionStatus";
    private static final Set<String> REFUND_TYPES = Set.of("02", "03");

    private VnpayAnswers() {}

    static InquiryOutcome inquiry(GatewayReply reply, OrderReference order, Merchant merchant) {
        return reply.as(
                answered ->
                        fields(answered, VnpaySignature.QUERY_ANSWER, merchant).map(fields -> inquiry(fields, order)),
                InquiryOutcome.Unknown::new,
                "not an answer that VNPAY signed");
    }

    private static InquiryOutcome inquiry(Map<String, String> fields, OrderReference order) {
        String code = fields.getOrDefault(RESPONSE, "");
        return switch (code) {
            case VnpayStatus.SUCCESS -> found(fields, order);
            case "91" -> new InquiryOutcome.NotFound(code);
            case "94" -> new InquiryOutcome.Unknown(ErrorCode.DESTINATION_BUSY, "VNPAY 94: asked too often");
            case "02", "03", "97" -> new InquiryOutcome.Refused(ErrorCode.DESTINATION_REFUSED, code, message(fields));
            default -> new InquiryOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "VNPAY " + code);
        };
    }

    private static InquiryOutcome found(Map<String, String> fields, OrderReference order) {
        if (!order.value().equals(fields.get("vnp_TxnRef"))) {
            return new InquiryOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "an answer about another order");
        }
        String status = fields.getOrDefault(STATUS, "");
        PaymentNotice notice =
                VnpayCallback.notice(fields, VnpayStatus.ofMoney(status), VnpayStatus.SUCCESS + "/" + status);
        return new InquiryOutcome.Found(aboutARefund(fields) ? ofRefunded(notice) : notice);
    }

    /** Once something was refunded, amount and number are the refund's; that there is one says that it was paid. */
    private static PaymentNotice ofRefunded(PaymentNotice refund) {
        return new PaymentNotice(
                refund.reference(),
                null,
                null,
                null,
                refund.currency(),
                refund.merchantCode(),
                PaymentStatus.PAID,
                true,
                refund.rawCode(),
                null);
    }

    private static boolean aboutARefund(Map<String, String> fields) {
        return REFUND_TYPES.contains(fields.getOrDefault("vnp_TransactionType", ""));
    }

    static RefundOutcome refund(GatewayReply reply, Merchant merchant) {
        return reply.as(
                answered ->
                        fields(answered, VnpaySignature.REFUND_ANSWER, merchant).map(VnpayAnswers::refund),
                RefundOutcome.Unknown::new,
                "not an answer that VNPAY signed");
    }

    private static RefundOutcome refund(Map<String, String> fields) {
        String code = fields.getOrDefault(RESPONSE, "");
        return switch (code) {
            case VnpayStatus.SUCCESS -> refundStatus(fields);
            case "94" -> new RefundOutcome.Processing(null, code);
            case "02", "03", "91", "95", "97" ->
                new RefundOutcome.Refused(ErrorCode.DESTINATION_REFUSED, code, message(fields));
            default -> new RefundOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "VNPAY " + code);
        };
    }

    /** What querydr says of a refund: the newest transaction of the order, told from others by its amount. */
    static RefundOutcome refundInquiry(GatewayReply reply, RefundRequest refund, Merchant merchant) {
        return reply.as(
                answered -> fields(answered, VnpaySignature.QUERY_ANSWER, merchant)
                        .map(fields -> refundInquiry(fields, refund)),
                RefundOutcome.Unknown::new,
                "not an answer that VNPAY signed");
    }

    private static RefundOutcome refundInquiry(Map<String, String> fields, RefundRequest refund) {
        String code = fields.getOrDefault(RESPONSE, "");
        if (code.equals("91")) {
            return new RefundOutcome.NotFound(code);
        }
        if (!code.equals(VnpayStatus.SUCCESS)) {
            return new RefundOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "VNPAY " + code);
        }
        if (!aboutARefund(fields) && fields.getOrDefault(STATUS, "").equals(VnpayStatus.SUCCESS)) {
            return refund.earlier().isEmpty()
                    ? new RefundOutcome.NotFound(code)
                    : new RefundOutcome.Unknown(
                            ErrorCode.SENSELESS_ANSWER, "VNPAY tells of no refund, but one was made");
        }
        if (mayBeAnEarlier(fields, refund)) {
            return new RefundOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "VNPAY may tell of an earlier refund");
        }
        if (aboutARefund(fields) && !VnpayFields.amount(refund.amount()).equals(fields.get("vnp_Amount"))) {
            return new RefundOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "VNPAY tells of another refund");
        }
        return refundStatus(fields);
    }

    /** Of the same amount, and not told from it by a number of its own. */
    private static boolean mayBeAnEarlier(Map<String, String> fields, RefundRequest refund) {
        String number = fields.getOrDefault("vnp_TransactionNo", "");
        return refund.earlier().stream()
                .filter(other -> other.amount().equals(refund.amount()))
                .anyMatch(other ->
                        other.gatewayRefund() == null || number.isEmpty() || number.equals(other.gatewayRefund()));
    }

    private static RefundOutcome refundStatus(Map<String, String> fields) {
        String status = fields.getOrDefault(STATUS, "");
        String number = fields.get("vnp_TransactionNo");
        return switch (status) {
            case VnpayStatus.SUCCESS, "06" -> new RefundOutcome.Refunded(number, status);
            case "05" -> new RefundOutcome.Processing(number, status);
            case "09" -> new RefundOutcome.Refused(ErrorCode.DESTINATION_REFUSED, status, message(fields));
            default -> new RefundOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "VNPAY 00/" + status);
        };
    }

    /** Empty when the answer makes no sense, claims success without a right signature, or has a wrong one. */
    private static Optional<Map<String, String>> fields(
            GatewayReply.Answered answered, List<String> signed, Merchant merchant) {
        return JsonFields.read(answered.body()).map(JsonFields::scalars).filter(fields -> {
            boolean bare = !fields.containsKey(VnpaySignature.HASH)
                    && fields.containsKey(RESPONSE)
                    && !VnpayStatus.SUCCESS.equals(fields.get(RESPONSE));
            return bare || VnpaySignature.verify(VnpayCallback.secrets(merchant), signed, fields);
        });
    }

    private static String message(Map<String, String> fields) {
        return HttpStatusOutcome.shortened(fields.getOrDefault("vnp_Message", ""));
    }
}
