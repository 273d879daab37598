package vn.gov.hanoi.hpasc.connectors.payments.keypay;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.payments.http.PayAddress;
import vn.gov.hanoi.hpasc.connectors.payments.text.Amount;
import vn.gov.hanoi.hpasc.connectors.payments.text.CodeTable;
import vn.gov.hanoi.hpasc.connectors.payments.text.JsonFields;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

/** What KeyPay says: answers and callbacks. */
final class KeypayMessages {

    private static final String SENSELESS = "not an answer of KeyPay";
    private static final CodeTable STATES = new CodeTable(
            "states", Map.of("0", PaymentStatus.PAID, "1", PaymentStatus.FAILED, "-1", PaymentStatus.FAILED));

    private KeypayMessages() {}

    static Verification verify(RawCallback callback, Merchant merchant) {
        Optional<JsonFields> body = JsonFields.read(callback.rawBody());
        if (body.isEmpty()) {
            return new Verification.Unreadable("not one JSON object");
        }
        if (!KeypaySignature.verifyCallback(merchant, body.get().scalars())) {
            return new Verification.Forged("wrong or no check_sum");
        }
        return new Verification.Genuine(notice(body.get(), status(body.get()), false, merchant));
    }

    static CallbackAnswer answer(CallbackVerdict verdict) {
        return switch (verdict) {
            case RECORDED, DUPLICATE -> answer(0, "success");
            case UNKNOWN_ORDER -> answer(-1, "transaction not found");
            case WRONG_AMOUNT -> answer(-1, "invalid amount");
            case WRONG_MERCHANT -> answer(-1, "invalid client_id");
            case BAD_SIGNATURE -> answer(-1, "invalid check_sum");
            case MALFORMED -> answer(-1, "invalid data");
            case FOREIGN_ADDRESS -> answer(-1, "forbidden");
            case INTERNAL_ERROR -> answer(-1, "internal error");
        };
    }

    static OpenOutcome open(GatewayReply reply) {
        return reply.as(answered -> said(answered).map(KeypayMessages::open), OpenOutcome.Unknown::new, SENSELESS);
    }

    private static OpenOutcome open(JsonFields fields) {
        String code = fields.textOrEmpty("error");
        if (!code.equals("0")) {
            return new OpenOutcome.Refused(ErrorCode.DESTINATION_REFUSED, code, message(fields));
        }
        Optional<URI> page = PayAddress.of(fields.text("payment_url"));
        return page.isEmpty()
                ? new OpenOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "no address to pay at")
                : new OpenOutcome.Opened(page.get(), null, null);
    }

    static InquiryOutcome inquiry(GatewayReply reply, OrderReference order, Merchant merchant) {
        return reply.as(
                answered -> said(answered).map(fields -> inquiry(fields, order, merchant)),
                InquiryOutcome.Unknown::new,
                SENSELESS);
    }

    private static InquiryOutcome inquiry(JsonFields fields, OrderReference order, Merchant merchant) {
        String code = fields.textOrEmpty("error");
        if (merchant.setting("not-found-code").stream().anyMatch(code::equals)) {
            return new InquiryOutcome.NotFound(code);
        }
        if (!code.equals("0")) {
            return new InquiryOutcome.Refused(ErrorCode.DESTINATION_REFUSED, code, message(fields));
        }
        String named = detail(fields, "transaction_id");
        if (named != null && !named.equals(order.value())) {
            return new InquiryOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "an answer about another order");
        }
        PaymentNotice notice = notice(fields, status(fields), true, merchant);
        return new InquiryOutcome.Found(new PaymentNotice(
                order.value(),
                notice.gatewayTransaction(),
                notice.amount(),
                notice.rawAmount(),
                notice.currency(),
                named(fields, "client_id", merchant.gatewayId()),
                notice.status(),
                true,
                notice.rawCode(),
                null));
    }

    private static PaymentNotice notice(JsonFields fields, String status, boolean covered, Merchant merchant) {
        String amount = detail(fields, "trans_amount");
        String transaction = detail(fields, "trans_id");
        return new PaymentNotice(
                named(fields, "transaction_id", ""),
                transaction == null || transaction.isEmpty() ? null : transaction,
                Amount.whole(amount),
                covered || amount != null ? amount : "",
                named(fields, "currency_code", PaymentNotice.VND),
                named(fields, "client_id", ""),
                STATES.of(status, merchant),
                covered,
                status,
                null);
    }

    private static String status(JsonFields fields) {
        return named(fields, "status", "");
    }

    private static String named(JsonFields fields, String name, String otherwise) {
        String text = detail(fields, name);
        return text == null ? otherwise : text;
    }

    /** At the top, or, in the third version, in {@code data}. */
    private static @Nullable String detail(JsonFields fields, String name) {
        String top = fields.text(name);
        if (top != null) {
            return top;
        }
        var nested = fields.tree().path("data").path(name);
        return nested.isValueNode() && !nested.isNull() ? nested.asText() : null;
    }

    private static Optional<JsonFields> said(GatewayReply.Answered answered) {
        return JsonFields.read(answered.body()).filter(fields -> fields.text("error") != null);
    }

    private static String message(JsonFields fields) {
        return HttpStatusOutcome.shortened(fields.textOrEmpty("msg"));
    }

    private static CallbackAnswer answer(int code, String message) {
        return CallbackAnswer.json(200, "{\"return_code\":" + code + ",\"return_msg\":\"" + message + "\"}");
    }
}
