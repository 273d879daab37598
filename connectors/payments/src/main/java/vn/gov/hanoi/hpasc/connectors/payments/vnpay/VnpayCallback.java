package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.payments.text.Amount;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormFields;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

/** The IPN and the browser's return: the same signed query. */
final class VnpayCallback {

    private VnpayCallback() {}

    static Verification verify(RawCallback callback, Merchant merchant) {
        Optional<FormFields> query = FormFields.read(callback.rawQuery());
        if (query.isEmpty()) {
            return new Verification.Forged("the query cannot be read in one way only");
        }
        if (!VnpaySignature.verify(secrets(merchant), query.get())) {
            return new Verification.Forged(
                    query.get().values().containsKey(VnpaySignature.HASH) ? "wrong signature" : "no signature");
        }
        return new Verification.Genuine(notice(query.get().values()));
    }

    static ReturnView view(RawCallback request, Merchant merchant) {
        return switch (verify(request, merchant)) {
            case Verification.Genuine(PaymentNotice notice) ->
                new ReturnView.Trusted(notice.reference(), notice.amount(), notice.status());
            case Verification.Forged(String reason) -> new ReturnView.Untrusted(reason);
            case Verification.Unreadable(String reason) -> new ReturnView.Untrusted(reason);
        };
    }

    static CallbackAnswer answer(CallbackVerdict verdict) {
        return switch (verdict) {
            case RECORDED -> answer("00", "Confirm Success");
            case DUPLICATE -> answer("02", "Order already confirmed");
            case UNKNOWN_ORDER, WRONG_MERCHANT -> answer("01", "Order not found");
            case WRONG_AMOUNT -> answer("04", "Invalid amount");
            case BAD_SIGNATURE, MALFORMED -> answer("97", "Invalid signature");
            case FOREIGN_ADDRESS -> answer("03", "IP prohibited");
            case INTERNAL_ERROR -> answer("99", "Unknown error");
        };
    }

    /** The keys that may have signed. */
    static List<Secret> secrets(Merchant merchant) {
        return merchant.keys().accepted().stream()
                .map((SigningKeys.KeySet keys) -> keys.key(VnpayGateway.SECRET))
                .toList();
    }

    private static PaymentNotice notice(Map<String, String> fields) {
        String response = fields.getOrDefault("vnp_ResponseCode", "");
        String transaction = fields.getOrDefault("vnp_TransactionStatus", "");
        return notice(fields, VnpayStatus.ofCallback(response, transaction), response + "/" + transaction);
    }

    /** The notice in the fields of a callback or of an answer. */
    static PaymentNotice notice(Map<String, String> fields, PaymentStatus status, String rawCode) {
        String amount = fields.getOrDefault("vnp_Amount", "");
        String number = fields.getOrDefault("vnp_TransactionNo", "");
        return new PaymentNotice(
                fields.getOrDefault("vnp_TxnRef", ""),
                number.isEmpty() || number.equals("0") ? null : number,
                Amount.parts(amount, VnpayFields.PARTS_OF_A_DONG),
                amount,
                fields.getOrDefault("vnp_CurrCode", PaymentNotice.VND),
                fields.getOrDefault("vnp_TmnCode", ""),
                status,
                true,
                rawCode,
                VietnamTime.instant(fields.get("vnp_PayDate")).orElse(null));
    }

    private static CallbackAnswer answer(String code, String message) {
        return CallbackAnswer.json(200, "{\"RspCode\":\"" + code + "\",\"Message\":\"" + message + "\"}");
    }
}
