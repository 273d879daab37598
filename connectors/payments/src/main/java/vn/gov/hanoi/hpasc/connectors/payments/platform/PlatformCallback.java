package vn.gov.hanoi.hpasc.connectors.payments.platform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.payments.text.Amount;
import vn.gov.hanoi.hpasc.connectors.payments.text.JsonFields;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

/** The platform's confirm message, and our signed reply. */
final class PlatformCallback {

    private static final String SUCCESS = "00";
    private static final String REFERENCE = "MaThamChieu";

    private PlatformCallback() {}

    static Verification verify(RawCallback callback, Merchant merchant) {
        Optional<JsonFields> body = JsonFields.read(callback.rawBody());
        if (body.isEmpty()) {
            return new Verification.Unreadable("not one JSON object");
        }
        Map<String, String> fields = body.get().scalars();
        if (!PlatformSignature.verifyConfirm(merchant, fields)) {
            return new Verification.Forged(
                    fields.containsKey(PlatformSignature.CODE) ? "wrong MaXacThuc" : "no MaXacThuc");
        }
        if (!"confirm".equalsIgnoreCase(fields.get("LoaiBanTin"))) {
            return new Verification.Unreadable("not a confirm message");
        }
        return new Verification.Genuine(notice(fields));
    }

    /**
     * Signed like everything else. To a call the platform did not sign nothing of it is said back: a reply that repeats what a
     * stranger wrote, under our signature, would sign for the stranger.
     */
    static CallbackAnswer answer(CallbackVerdict verdict, RawCallback callback, Merchant merchant) {
        boolean signedByThem = switch (verdict) {
            case RECORDED, DUPLICATE, UNKNOWN_ORDER, WRONG_AMOUNT, WRONG_MERCHANT -> true;
            case BAD_SIGNATURE, MALFORMED, FOREIGN_ADDRESS, INTERNAL_ERROR -> false;
        };
        Map<String, String> asked = signedByThem ? fields(callback) : Map.of();
        Map<String, String> reply = new LinkedHashMap<>();
        reply.put("MaLoi", code(verdict));
        reply.put("MoTaLoi", message(verdict));
        reply.put("MaDoiTac", merchant.gatewayId());
        reply.put(REFERENCE, asked.getOrDefault(REFERENCE, ""));
        reply.put("ThoiGianGD", asked.getOrDefault("ThoiGianGD", VietnamTime.seconds(callback.receivedAt())));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        reply.forEach(json::put);
        json.put(
                PlatformSignature.CODE,
                PlatformSignature.sign(
                        merchant.keys().current().key(PlatformSignature.SECRET), PlatformSignature.REPLY, reply));
        return CallbackAnswer.json(200, json.toString());
    }

    private static Map<String, String> fields(RawCallback callback) {
        return JsonFields.read(callback.rawBody()).map(JsonFields::scalars).orElse(Map.of());
    }

    private static String code(CallbackVerdict verdict) {
        return switch (verdict) {
            case RECORDED, DUPLICATE -> SUCCESS;
            case UNKNOWN_ORDER, WRONG_MERCHANT -> "01";
            case FOREIGN_ADDRESS -> "03";
            case WRONG_AMOUNT -> "04";
            case BAD_SIGNATURE, MALFORMED -> "97";
            case INTERNAL_ERROR -> "99";
        };
    }

    private static String message(CallbackVerdict verdict) {
        return switch (verdict) {
            case RECORDED, DUPLICATE -> "Thành công";
            case UNKNOWN_ORDER, WRONG_MERCHANT -> "Không tìm thấy giao dịch";
            case FOREIGN_ADDRESS -> "Địa chỉ không được phép";
            case WRONG_AMOUNT -> "Số tiền không khớp";
            case BAD_SIGNATURE, MALFORMED -> "Sai mã xác thực";
            case INTERNAL_ERROR -> "Lỗi hệ thống";
        };
    }

    private static PaymentNotice notice(Map<String, String> fields) {
        String code = fields.getOrDefault("MaLoi", "");
        String amount = fields.getOrDefault("SoTien", "");
        String transaction = fields.getOrDefault("MaGiaoDich", "");
        boolean paid = code.equals(SUCCESS);
        return new PaymentNotice(
                fields.getOrDefault(REFERENCE, ""),
                transaction.isEmpty() ? null : transaction,
                Amount.whole(amount),
                amount,
                fields.getOrDefault("MaTienTe", PaymentNotice.VND),
                fields.getOrDefault("MaDoiTac", ""),
                paid ? PaymentStatus.PAID : PaymentStatus.FAILED,
                true,
                code,
                paid ? VietnamTime.instant(fields.get("ThoiGianGD")).orElse(null) : null);
    }
}
