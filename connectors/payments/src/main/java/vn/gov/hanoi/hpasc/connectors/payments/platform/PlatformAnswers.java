package vn.gov.hanoi.hpasc.connectors.payments.platform;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.payments.http.PayAddress;
import vn.gov.hanoi.hpasc.connectors.payments.text.Amount;
import vn.gov.hanoi.hpasc.connectors.payments.text.CodeTable;
import vn.gov.hanoi.hpasc.connectors.payments.text.JsonFields;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReceiptSource.Receipt;

/** Answers to INIT, QUERY and GET_BILL. */
final class PlatformAnswers {

    private static final String SUCCESS = "00";
    private static final String SENSELESS = "not an answer of the platform";
    private static final CodeTable STATES = new CodeTable(
            "states", Map.of("1", PaymentStatus.PAID, "3", PaymentStatus.PENDING, "4", PaymentStatus.FAILED));

    private PlatformAnswers() {}

    static OpenOutcome open(GatewayReply reply) {
        return reply.as(
                answered -> JsonFields.read(answered.body())
                        .filter(fields -> fields.text("error_code") != null)
                        .map(PlatformAnswers::open),
                OpenOutcome.Unknown::new,
                SENSELESS);
    }

    private static OpenOutcome open(JsonFields outer) {
        String code = outer.textOrEmpty("error_code");
        if (!code.equals("0")) {
            return new OpenOutcome.Refused(
                    ErrorCode.DESTINATION_REFUSED, code, HttpStatusOutcome.shortened(outer.textOrEmpty("message")));
        }
        Optional<URI> page = inner(outer).flatMap(fields -> PayAddress.of(fields.text("UrlThanhToan")));
        return page.isEmpty()
                ? new OpenOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "no address to pay at")
                : new OpenOutcome.Opened(page.get(), null, null);
    }

    static InquiryOutcome inquiry(GatewayReply reply, OrderReference order, Merchant merchant) {
        return reply.as(
                answered -> JsonFields.read(answered.body())
                        .map(outer -> inner(outer).orElse(outer))
                        .filter(fields -> fields.text("MaLoi") != null)
                        .map(fields -> inquiry(fields, order, merchant)),
                InquiryOutcome.Unknown::new,
                SENSELESS);
    }

    private static InquiryOutcome inquiry(JsonFields fields, OrderReference order, Merchant merchant) {
        String code = fields.textOrEmpty("MaLoi");
        if (code.equals(merchant.setting("not-found-code", "01"))) {
            return new InquiryOutcome.NotFound(code);
        }
        if (!code.equals(SUCCESS)) {
            return new InquiryOutcome.Refused(
                    ErrorCode.DESTINATION_REFUSED, code, HttpStatusOutcome.shortened(fields.textOrEmpty("MoTaLoi")));
        }
        if (!order.value().equals(fields.text("MaThamChieu"))) {
            return new InquiryOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "an answer about another order");
        }
        return new InquiryOutcome.Found(notice(fields, merchant));
    }

    private static PaymentNotice notice(JsonFields fields, Merchant merchant) {
        String state = fields.textOrEmpty("TrangThaiGD");
        PaymentStatus status = STATES.of(state, merchant);
        String amount = fields.text("SoTien");
        return new PaymentNotice(
                fields.textOrEmpty("MaThamChieu"),
                fields.text("MaGiaoDich"),
                Amount.whole(amount),
                amount,
                PaymentNotice.VND,
                fields.scalars().getOrDefault("MaDoiTac", merchant.gatewayId()),
                status,
                true,
                SUCCESS + "/" + state,
                status == PaymentStatus.PAID
                        ? VietnamTime.instant(fields.text("ThoiGianThanhToan")).orElse(null)
                        : null);
    }

    static Receipt receipt(GatewayReply reply) {
        return switch (reply) {
            case GatewayReply.Lost(ErrorCode code, String reason) -> new Receipt.Unknown(code, reason);
            case GatewayReply.Answered answered
            when answered.contentType().startsWith("application/pdf") ->
                answered.body().length == 0
                        ? new Receipt.Unknown(ErrorCode.SENSELESS_ANSWER, "an empty document")
                        : new Receipt.Document("application/pdf", answered.body());
            case GatewayReply.Answered answered ->
                JsonFields.read(answered.body())
                        .<Receipt>map(fields -> new Receipt.None(
                                fields.scalars().getOrDefault("MaLoi", fields.textOrEmpty("error_code"))))
                        .orElseGet(() -> new Receipt.Unknown(ErrorCode.SENSELESS_ANSWER, SENSELESS));
        };
    }

    /** The answer proper is JSON written into a text of the answer around it. */
    private static Optional<JsonFields> inner(JsonFields outer) {
        return outer.isString("message") ? JsonFields.read(outer.textOrEmpty("message")) : Optional.empty();
    }
}
