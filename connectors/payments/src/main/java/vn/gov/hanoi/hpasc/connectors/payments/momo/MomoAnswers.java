package vn.gov.hanoi.hpasc.connectors.payments.momo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.payments.http.PayAddress;
import vn.gov.hanoi.hpasc.connectors.payments.text.JsonFields;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;

/** Answers of create, query and refund. MoMo signs none of them; they must at least speak of what was asked. */
final class MomoAnswers {

    private static final String SENSELESS = "not an answer of MoMo about this order";

    private MomoAnswers() {}

    static OpenOutcome open(GatewayReply reply, OrderReference order, Merchant merchant) {
        return reply.as(
                answered -> fields(answered, order.value(), merchant).map(MomoAnswers::open),
                OpenOutcome.Unknown::new,
                SENSELESS);
    }

    private static OpenOutcome open(JsonFields fields) {
        String code = fields.textOrEmpty("resultCode");
        if (!code.equals(MomoCodes.SUCCESS)) {
            return MomoCodes.isOpen(code)
                    ? new OpenOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "MoMo " + code)
                    : new OpenOutcome.Refused(ErrorCode.DESTINATION_REFUSED, code, message(fields));
        }
        Optional<URI> payUrl = PayAddress.of(fields.text("payUrl"));
        return payUrl.isEmpty()
                ? new OpenOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "no address to pay at")
                : new OpenOutcome.Opened(payUrl.get(), fields.text("qrCodeUrl"), null);
    }

    static InquiryOutcome inquiry(GatewayReply reply, OrderReference order, Merchant merchant) {
        return reply.as(
                answered -> fields(answered, order.value(), merchant).map(fields -> inquiry(fields, merchant)),
                InquiryOutcome.Unknown::new,
                SENSELESS);
    }

    private static InquiryOutcome inquiry(JsonFields fields, Merchant merchant) {
        String code = fields.textOrEmpty("resultCode");
        return switch (code) {
            case MomoCodes.NO_SUCH_ORDER -> new InquiryOutcome.NotFound(code);
            case "10", "40", "" -> new InquiryOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "MoMo " + code);
            case "11", "12", "13", "20", "21", "22" ->
                new InquiryOutcome.Refused(ErrorCode.DESTINATION_REFUSED, code, message(fields));
            default -> new InquiryOutcome.Found(MomoCallback.notice(fields.scalars(), merchant));
        };
    }

    static RefundOutcome refund(GatewayReply reply, RefundRequest refund, Merchant merchant) {
        return reply.as(
                answered -> fields(answered, refund.refundId(), merchant)
                        .map(fields ->
                                refund(fields.textOrEmpty("resultCode"), fields.text("transId"), message(fields))),
                RefundOutcome.Unknown::new,
                SENSELESS);
    }

    private static RefundOutcome refund(String code, @Nullable String number, String message) {
        if (code.equals(MomoCodes.SUCCESS)) {
            return new RefundOutcome.Refunded(number, code);
        }
        return switch (code) {
            case "1000", "7000", "7002", "8000", "9000" -> new RefundOutcome.Processing(number, code);
            case "", "10", "40", "41", "43", "99" ->
                new RefundOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "MoMo " + code);
            default -> new RefundOutcome.Refused(ErrorCode.DESTINATION_REFUSED, code, message);
        };
    }

    /** Every refund of an order stands in the answer to a query of that order, under the order id the refund was given. */
    static RefundOutcome refundInquiry(GatewayReply reply, RefundRequest refund, Merchant merchant) {
        return reply.as(
                answered -> fields(answered, refund.order().value(), merchant)
                        .map(fields -> refundInquiry(fields, refund, merchant)),
                RefundOutcome.Unknown::new,
                SENSELESS);
    }

    private static RefundOutcome refundInquiry(JsonFields fields, RefundRequest refund, Merchant merchant) {
        String code = fields.textOrEmpty("resultCode");
        for (JsonNode entry : fields.tree().path("refundTrans")) {
            if (entry.path("orderId").asText().equals(refund.refundId())) {
                return refund(
                        entry.path("resultCode").asText(),
                        entry.hasNonNull("transId") ? entry.get("transId").asText() : null,
                        "");
            }
        }
        return MomoCodes.status(code, merchant) == PaymentStatus.PAID
                ? new RefundOutcome.NotFound(code)
                : new RefundOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "MoMo " + code);
    }

    /** Empty when the answer makes no sense, or speaks of another merchant or order than {@code orderId}. */
    private static Optional<JsonFields> fields(GatewayReply.Answered answered, String orderId, Merchant merchant) {
        return JsonFields.read(answered.body())
                .filter(fields -> fields.text("resultCode") != null)
                .filter(fields -> agrees(fields, "orderId", orderId))
                .filter(fields -> agrees(fields, "partnerCode", merchant.gatewayId()));
    }

    /** A refusal may leave out what was asked; success may not. */
    private static boolean agrees(JsonFields fields, String name, String expected) {
        String said = fields.text(name);
        return said == null ? !fields.textOrEmpty("resultCode").equals(MomoCodes.SUCCESS) : said.equals(expected);
    }

    private static String message(JsonFields fields) {
        return HttpStatusOutcome.shortened(fields.textOrEmpty("message"));
    }
}
