package vn.gov.hanoi.hpasc.hub.tax;

import java.util.Locale;

/** Why a row is not simply taken. */
public enum TaxReason {
    NO_DOSSIER("không có mã hồ sơ"),
    NO_NUMBER("không có số thông báo thuế"),
    NO_NAME("không có tên tiểu mục"),
    BAD_AMOUNT("số tiền không phải số nguyên đồng"),
    BAD_DATE("ngày không đúng định dạng"),
    TOO_LONG("một trường quá dài hoặc có ký tự không hợp lệ"),
    FIELD_TWICE("một trường xuất hiện hai lần"),
    /** Nobody registered the dossier yet; the row goes on by itself when somebody does. */
    UNKNOWN_DOSSIER("chưa có hồ sơ này, sẽ xử lý khi hồ sơ được đăng ký"),
    /** The same notice, or the same payment, was told of with other content. */
    OTHER_CONTENT("đã nhận với nội dung khác"),
    /** TrangThaiThanhToan says that nobody paid. */
    NOT_PAID("chưa thanh toán"),
    /** The hub refused the message; the detail says why. */
    REFUSED("không ghi nhận được vào hồ sơ");

    private final String vietnamese;

    TaxReason(String vietnamese) {
        this.vietnamese = vietnamese;
    }

    /** As it is shown and stored. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String vietnamese() {
        return vietnamese;
    }

    static TaxReason of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
