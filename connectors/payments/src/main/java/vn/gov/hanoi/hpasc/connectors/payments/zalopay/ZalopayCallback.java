package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import java.util.Map;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.payments.text.Amount;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormFields;
import vn.gov.hanoi.hpasc.connectors.payments.text.JsonFields;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

/** The callback: a JSON string inside JSON, signed as the string it is. It is sent only when money has arrived. */
final class ZalopayCallback {

    private static final String ABOUT_AN_ORDER = "1";

    private ZalopayCallback() {}

    static Verification verify(RawCallback callback, Merchant merchant) {
        Optional<JsonFields> body = JsonFields.read(callback.rawBody());
        if (body.isEmpty() || !body.get().isString("data")) {
            return new Verification.Unreadable("not a JSON object with data in it");
        }
        String data = body.get().textOrEmpty("data");
        if (!ZalopaySignature.verifyCallback(merchant, data, body.get().text("mac"))) {
            return new Verification.Forged("wrong or no mac");
        }
        Optional<JsonFields> fields = JsonFields.read(data);
        if (fields.isEmpty()) {
            return new Verification.Unreadable("signed data that is no JSON object");
        }
        if (!isAboutAnOrder(body.get(), fields.get())) {
            return new Verification.Unreadable("not about an order");
        }
        return new Verification.Genuine(notice(fields.get()));
    }

    /** A call that names no type is one when what was signed is a payment of an order. */
    private static boolean isAboutAnOrder(JsonFields body, JsonFields data) {
        String type = body.text("type");
        return type == null
                ? !data.textOrEmpty("zp_trans_id").isEmpty() && data.text("binding_id") == null
                : type.equals(ABOUT_AN_ORDER);
    }

    static ReturnView view(RawCallback request, Merchant merchant) {
        Optional<Map<String, String>> read = FormFields.read(request.rawQuery()).map(FormFields::values);
        if (read.isEmpty() || !ZalopaySignature.verifyReturn(merchant, read.get())) {
            return new ReturnView.Untrusted("wrong or no checksum");
        }
        Map<String, String> fields = read.get();
        return new ReturnView.Trusted(
                ZalopayFields.reference(fields.getOrDefault("apptransid", "")),
                Amount.whole(fields.get("amount")),
                switch (fields.getOrDefault("status", "")) {
                    case "1" -> PaymentStatus.PAID;
                    case "-49" -> PaymentStatus.FAILED;
                    default -> PaymentStatus.PENDING;
                });
    }

    static CallbackAnswer answer(CallbackVerdict verdict) {
        return switch (verdict) {
            case RECORDED, DUPLICATE -> answer(1, "success");
            case UNKNOWN_ORDER -> answer(0, "order not found");
            case INTERNAL_ERROR -> answer(0, "internal error");
            case BAD_SIGNATURE -> answer(-1, "mac not equal");
            case MALFORMED -> answer(-1, "invalid data");
            case WRONG_AMOUNT -> answer(-1, "invalid amount");
            case WRONG_MERCHANT -> answer(-1, "invalid app_id");
            case FOREIGN_ADDRESS -> answer(-1, "forbidden");
        };
    }

    private static PaymentNotice notice(JsonFields data) {
        String amount = data.textOrEmpty("amount");
        return new PaymentNotice(
                ZalopayFields.reference(data.textOrEmpty("app_trans_id")),
                data.text("zp_trans_id"),
                Amount.whole(amount),
                amount,
                PaymentNotice.VND,
                data.textOrEmpty("app_id"),
                PaymentStatus.PAID,
                true,
                ABOUT_AN_ORDER,
                VietnamTime.epochMillis(data.text("server_time")).orElse(null));
    }

    private static CallbackAnswer answer(int code, String message) {
        return CallbackAnswer.json(200, "{\"return_code\":" + code + ",\"return_message\":\"" + message + "\"}");
    }
}
