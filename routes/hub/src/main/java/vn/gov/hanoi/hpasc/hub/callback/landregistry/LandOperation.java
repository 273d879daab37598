package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the land registry can call. Names are matched whatever their case: some of its versions write another one. */
enum LandOperation {
    CHUYEN_HO_SO("ChuyenHoSo", "chuyen-ho-so", "Chuyển hồ sơ"),
    YEU_CAU_BO_SUNG_HO_SO("YeuCauBoSungHoSo", "yeu-cau-bo-sung-ho-so", "Yêu cầu bổ sung hồ sơ"),
    NHAN_BO_SUNG_HO_SO("NhanBoSungHoSo", "nhan-bo-sung-ho-so", "Nhận bổ sung hồ sơ"),
    GUI_KET_QUA_THUE("GuiKetQuaThue", "gui-ket-qua-thue", "Gửi kết quả thuế"),
    KET_THUC_HO_SO("KetThucHoSo", "ket-thuc-ho-so", "Kết thúc hồ sơ"),
    TIEP_NHAN_HO_SO("TiepNhanHoSoChoMotCua", "tiep-nhan-ho-so-cho-mot-cua", "Tiếp nhận hồ sơ cho một cửa"),
    YEU_CAU_CAP_NHAT_HO_SO("YeuCauCapNhatHoSo", "yeu-cau-cap-nhat-ho-so", "Yêu cầu cập nhật hồ sơ"),
    THONG_BAO_NHAP_SAI_THU_TUC("ThongBaoNhapSaiThuTuc", "thong-bao-nhap-sai-thu-tuc", "Thông báo nhập sai thủ tục"),
    THUE_CHUYEN_TRA_HO_SO_DO_SAI(
            "ThueChuyenTraHoSoDoSai", "thue-chuyen-tra-ho-so-do-sai", "Thuế chuyển trả hồ sơ do sai"),
    DANH_MUC_NGUOI_DUNG("GetDanhMucNguoiDung", null, "Danh mục người dùng"),
    DANH_MUC_THU_TUC("GetDanhMucThuTuc", null, "Danh mục thủ tục"),
    DANH_MUC_TRANG_THAI("GetDanhMucTrangThai", null, "Danh mục trạng thái");

    private static final Map<String, LandOperation> BY_WIRE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(
                    operation -> operation.wire.toLowerCase(Locale.ROOT), Function.identity()));

    private final String wire;
    private final @Nullable String schema;
    private final String vietnamese;

    LandOperation(String wire, @Nullable String schema, String vietnamese) {
        this.wire = wire;
        this.schema = schema;
        this.vietnamese = vietnamese;
    }

    static Optional<LandOperation> fromWire(String name) {
        return Optional.ofNullable(BY_WIRE.get(name.toLowerCase(Locale.ROOT)));
    }

    String wire() {
        return wire;
    }

    /** What it says, for people. */
    String vietnamese() {
        return vietnamese;
    }

    /** Whether it asks for a catalogue instead of telling something. */
    boolean asks() {
        return schema == null;
    }

    /** The schema of its body. */
    String schema() {
        if (schema == null) {
            throw new IllegalStateException(wire + " has no body");
        }
        return schema + ".schema.json";
    }
}
