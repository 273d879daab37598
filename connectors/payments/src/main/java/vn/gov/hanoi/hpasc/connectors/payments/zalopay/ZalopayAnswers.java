package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import java.net.URI;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.payments.http.PayAddress;
import vn.gov.hanoi.hpasc.connectors.payments.text.Amount;
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
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundOutcome;

/** Answers of create, query, refund and query_refund: 1 yes, 2 no, 3 not yet. ZaloPay signs none of them. */
final class ZalopayAnswers {

    private static final String YES = "1";
    private static final String NO = "2";
    private static final String NOT_YET = "3";
    private static final String ALREADY_THERE = "-68";
    private static final String SENSELESS = "not an answer of ZaloPay";

    private ZalopayAnswers() {}

    /** What an answer says: its code, and the finer one below it. */
    private record Said(JsonFields fields, String code, String detail) {

        String raw() {
            return detail.isEmpty() ? code : code + "/" + detail;
        }

        String message() {
            String fine = fields.textOrEmpty("sub_return_message");
            return HttpStatusOutcome.shortened(fine.isEmpty() ? fields.textOrEmpty("return_message") : fine);
        }

        /** The call itself was wrong (-4xx): it says nothing about the order. */
        boolean callRefused() {
            return detail.matches("-4\\d\\d") && !detail.equals("-429");
        }

        /** ZaloPay had trouble (-5xx) or too many calls (-429): it says nothing about the order. */
        boolean trouble() {
            return detail.matches("-5\\d\\d") || detail.equals("-429");
        }
    }

    static OpenOutcome open(GatewayReply reply) {
        return reply.as(answered -> said(answered).map(ZalopayAnswers::open), OpenOutcome.Unknown::new, SENSELESS);
    }

    private static OpenOutcome open(Said said) {
        return switch (said.code()) {
            case YES -> {
                Optional<URI> page = PayAddress.of(said.fields().text("order_url"));
                yield page.isEmpty()
                        ? new OpenOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "no address to pay at")
                        : new OpenOutcome.Opened(
                                page.get(),
                                said.fields().text("qr_code"),
                                said.fields().text("zp_trans_token"));
            }
            case NO -> {
                if (said.trouble()) {
                    yield new OpenOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "ZaloPay " + said.raw());
                }
                yield new OpenOutcome.Refused(
                        said.detail().equals(ALREADY_THERE)
                                ? ErrorCode.DESTINATION_CONFLICT
                                : ErrorCode.DESTINATION_REFUSED,
                        said.raw(),
                        said.message());
            }
            default -> new OpenOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "ZaloPay " + said.raw());
        };
    }

    static InquiryOutcome inquiry(GatewayReply reply, OrderReference order, Merchant merchant) {
        return reply.as(
                answered -> said(answered).map(said -> inquiry(said, order, merchant)),
                InquiryOutcome.Unknown::new,
                SENSELESS);
    }

    private static InquiryOutcome inquiry(Said said, OrderReference order, Merchant merchant) {
        return switch (said.code()) {
            case YES -> found(said, order, merchant, PaymentStatus.PAID);
            case NOT_YET -> found(said, order, merchant, PaymentStatus.PENDING);
            case NO -> {
                if (said.callRefused()) {
                    yield new InquiryOutcome.Refused(ErrorCode.DESTINATION_REFUSED, said.raw(), said.message());
                }
                yield said.trouble()
                        ? new InquiryOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "ZaloPay " + said.raw())
                        : found(said, order, merchant, PaymentStatus.FAILED);
            }
            default -> new InquiryOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "ZaloPay " + said.raw());
        };
    }

    private static InquiryOutcome found(Said said, OrderReference order, Merchant merchant, PaymentStatus status) {
        boolean paid = status == PaymentStatus.PAID;
        String amount = paid ? said.fields().textOrEmpty("amount") : null;
        String transaction = said.fields().textOrEmpty("zp_trans_id");
        return new InquiryOutcome.Found(new PaymentNotice(
                order.value(),
                transaction.isEmpty() || transaction.equals("0") ? null : transaction,
                Amount.whole(amount),
                amount,
                PaymentNotice.VND,
                merchant.gatewayId(),
                status,
                true,
                said.raw(),
                paid
                        ? VietnamTime.epochMillis(said.fields().text("server_time"))
                                .orElse(null)
                        : null));
    }

    /** Of a refund and of a question about one: the same codes. */
    static RefundOutcome refund(GatewayReply reply, Merchant merchant) {
        return reply.as(
                answered -> said(answered).map(said -> refund(said, merchant)), RefundOutcome.Unknown::new, SENSELESS);
    }

    private static RefundOutcome refund(Said said, Merchant merchant) {
        String number = said.fields().text("refund_id");
        return switch (said.code()) {
            case YES -> new RefundOutcome.Refunded(number, said.raw());
            case NOT_YET -> new RefundOutcome.Processing(number, said.raw());
            case NO -> {
                if (merchant.setting("refund-not-found-code").stream().anyMatch(said.detail()::equals)) {
                    yield new RefundOutcome.NotFound(said.raw());
                }
                if (said.detail().equals(ALREADY_THERE)) {
                    yield new RefundOutcome.Processing(null, said.raw());
                }
                yield said.trouble()
                        ? new RefundOutcome.Unknown(ErrorCode.DESTINATION_ERROR, "ZaloPay " + said.raw())
                        : new RefundOutcome.Refused(ErrorCode.DESTINATION_REFUSED, said.raw(), said.message());
            }
            default -> new RefundOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "ZaloPay " + said.raw());
        };
    }

    private static Optional<Said> said(GatewayReply.Answered answered) {
        return JsonFields.read(answered.body())
                .filter(fields -> fields.text("return_code") != null)
                .map(fields ->
                        new Said(fields, fields.textOrEmpty("return_code"), fields.textOrEmpty("sub_return_code")));
    }
}
