package vn.gov.hanoi.hpasc.connectors.payments.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.payments.signature.JoinedValues;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;

/** {@code MaXacThuc}: plain SHA-256 over values in a fixed order with the secret as the last. */
final class PlatformSignature {

    static final String SECRET = "secret";
    static final String CODE = "MaXacThuc";

    static final List<String> INIT = List.of(
            "LoaiBanTin",
            "PhienBan",
            "MaDoiTac",
            "MaThamChieu",
            "SoTien",
            "LoaiHinhThanhToan",
            "MaKenhThanhToan",
            "MaThietBi",
            "NgonNgu",
            "MaTienTe",
            "MaNganHang",
            "ThongTinGiaoDich",
            "ThoiGianGD",
            "Ip");

    static final List<String> CONFIRM = List.of(
            "LoaiBanTin",
            "MaLoi",
            "MaDoiTac",
            "MaThamChieu",
            "SoTien",
            "MaTienTe",
            "MaGiaoDich",
            "MaNganHang",
            "ThoiGianGD",
            "ThongTinGiaoDich");

    static final List<String> QUERY = List.of("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD");

    /** Of our answer to a confirm message; its order is not published and follows that of its fields. */
    static final List<String> REPLY = List.of("MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu", "ThoiGianGD");

    private PlatformSignature() {}

    static String sign(Secret secret, List<String> names, Map<String, String> fields) {
        return digest(secret, names, fields)
                .map(Digest::hex)
                .orElseThrow(() -> new IllegalArgumentException("a text that UTF-8 cannot carry"));
    }

    /** Whether the platform signed a confirm message with one of the merchant's secrets. */
    static boolean verifyConfirm(Merchant merchant, Map<String, String> fields) {
        boolean fits = merchant.keys().accepted().stream()
                .map(keys -> digest(keys.key(SECRET), CONFIRM, fields)
                        .map(digest -> digest.isHex(fields.get(CODE)))
                        .orElse(false))
                .reduce(false, Boolean::logicalOr);
        return fits && JoinedValues.unambiguous(CONFIRM, fields);
    }

    private static Optional<Digest> digest(Secret secret, List<String> names, Map<String, String> fields) {
        return Digest.sha256(JoinedValues.of(names, fields) + "|" + secret.value());
    }
}
