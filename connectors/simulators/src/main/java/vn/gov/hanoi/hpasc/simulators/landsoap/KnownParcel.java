package vn.gov.hanoi.hpasc.simulators.landsoap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parcel of the fixtures, with what is registered of it; the fields are the wire's. */
record KnownParcel(
        String maXa,
        String soHieuToBanDo,
        String soThuTuThua,
        @Nullable String maThuaDat,
        @Nullable String dienTich,
        @Nullable String mucDichSuDung,
        @Nullable String diaChi,
        @Nullable Registered dangKy) {

    /** What is registered. */
    record Registered(
            String maDangKy,
            @Nullable List<Held> quyenSuDung,
            @Nullable List<Bound> hanChe,
            @Nullable List<Bound> nghiaVu,
            @Nullable List<Certificate> giayChungNhan) {}

    /** A right. */
    record Held(
            String loaiQuyen,
            @Nullable String tyLe,
            String tenChu,
            @Nullable String loaiChu,
            @Nullable String thoiHan) {}

    /** A restriction or a duty. */
    record Bound(
            String loai,
            @Nullable String noiDung,
            @Nullable String benNhan,
            @Nullable String tuNgay) {}

    /** A certificate. */
    record Certificate(
            String soPhatHanh,
            @Nullable String soVaoSo,
            @Nullable String ngayCap,
            @Nullable String noiCap) {}

    String place() {
        return maXa + "/" + soHieuToBanDo + "/" + soThuTuThua;
    }
}
