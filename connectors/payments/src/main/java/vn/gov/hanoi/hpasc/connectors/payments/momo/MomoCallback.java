package vn.gov.hanoi.hpasc.connectors.payments.momo;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

/** The IPN (JSON) and the browser's return (a query): the same fields, the same signature. */
final class MomoCallback {

    private MomoCallback() {}

    static Verification verify(RawCallback callback, Merchant merchant) {
        Optional<JsonFields> body = JsonFields.read(callback.rawBody());
        if (body.isEmpty()) {
            return new Verification.Unreadable("not one JSON object");
        }
        Map<String, String> fields = body.get().scalars();
        if (!MomoSignature.verifyNotice(merchant, fields)) {
            return new Verification.Forged(
                    fields.containsKey(MomoSignature.SIGNATURE) ? "wrong signature" : "no signature");
        }
        return new Verification.Genuine(notice(fields, merchant));
    }

    static ReturnView view(RawCallback request, Merchant merchant) {
        Optional<Map<String, String>> fields =
                FormFields.read(request.rawQuery()).map(FormFields::values);
        if (fields.isEmpty()) {
            return new ReturnView.Untrusted("the query cannot be read in one way only");
        }
        if (!MomoSignature.verifyNotice(merchant, fields.get())) {
            return new ReturnView.Untrusted("wrong or no signature");
        }
        PaymentNotice notice = notice(fields.get(), merchant);
        return new ReturnView.Trusted(notice.reference(), notice.amount(), notice.status());
    }

    static CallbackAnswer answer(CallbackVerdict verdict) {
        return CallbackAnswer.empty(
                switch (verdict) {
                    case RECORDED, DUPLICATE, WRONG_AMOUNT, UNKNOWN_ORDER -> 204;
                    case BAD_SIGNATURE, MALFORMED, WRONG_MERCHANT -> 400;
                    case FOREIGN_ADDRESS -> 403;
                    case INTERNAL_ERROR -> 500;
                });
    }

    /** The notice in the fields of a callback or of an answer. */
    static PaymentNotice notice(Map<String, String> fields, Merchant merchant) {
        String code = fields.getOrDefault("resultCode", "");
        PaymentStatus status = MomoCodes.status(code, merchant);
        String amount = fields.getOrDefault("amount", "");
        return new PaymentNotice(
                fields.getOrDefault("orderId", ""),
                transaction(fields.get("transId")),
                Amount.whole(amount),
                amount,
                PaymentNotice.VND,
                fields.getOrDefault("partnerCode", ""),
                status,
                true,
                code,
                status == PaymentStatus.PAID
                        ? VietnamTime.epochMillis(fields.get("responseTime")).orElse(null)
                        : null);
    }

    private static @Nullable String transaction(@Nullable String transId) {
        return transId == null || transId.isEmpty() || transId.equals("0") ? null : transId;
    }
}
