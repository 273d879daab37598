package vn.gov.hanoi.hpasc.simulators.landsoap;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.olderland.wire.v1.DangKy;
import vn.gov.hanoi.hpasc.olderland.wire.v1.GiayChungNhan;
import vn.gov.hanoi.hpasc.olderland.wire.v1.Quyen;
import vn.gov.hanoi.hpasc.olderland.wire.v1.RangBuoc;
import vn.gov.hanoi.hpasc.olderland.wire.v1.ThuaDat;

/** A known parcel as it is said. */
final class ParcelWords {

    private ParcelWords() {}

    static ThuaDat parcel(KnownParcel known) {
        ThuaDat said = new ThuaDat();
        said.setMaXa(known.maXa());
        said.setSoHieuToBanDo(known.soHieuToBanDo());
        said.setSoThuTuThua(known.soThuTuThua());
        said.setMaThuaDat(known.maThuaDat());
        said.setDienTich(known.dienTich());
        said.setMucDichSuDung(known.mucDichSuDung());
        said.setDiaChi(known.diaChi());
        return said;
    }

    static DangKy registered(KnownParcel.Registered known) {
        DangKy said = new DangKy();
        said.setMaDangKy(known.maDangKy());
        all(known.quyenSuDung()).forEach(right -> said.getQuyenSuDung().add(right(right)));
        all(known.hanChe()).forEach(bound -> said.getHanChe().add(bound(bound)));
        all(known.nghiaVu()).forEach(bound -> said.getNghiaVu().add(bound(bound)));
        all(known.giayChungNhan())
                .forEach(certificate -> said.getGiayChungNhan().add(certificate(certificate)));
        return said;
    }

    private static <T> List<T> all(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    private static Quyen right(KnownParcel.Held known) {
        Quyen said = new Quyen();
        said.setLoaiQuyen(known.loaiQuyen());
        said.setTyLe(known.tyLe());
        said.setTenChu(known.tenChu());
        said.setLoaiChu(known.loaiChu());
        said.setThoiHan(known.thoiHan());
        return said;
    }

    private static RangBuoc bound(KnownParcel.Bound known) {
        RangBuoc said = new RangBuoc();
        said.setLoai(known.loai());
        said.setNoiDung(known.noiDung());
        said.setBenNhan(known.benNhan());
        said.setTuNgay(known.tuNgay());
        return said;
    }

    private static GiayChungNhan certificate(KnownParcel.Certificate known) {
        GiayChungNhan said = new GiayChungNhan();
        said.setSoPhatHanh(known.soPhatHanh());
        said.setSoVaoSo(known.soVaoSo());
        said.setNgayCap(known.ngayCap());
        said.setNoiCap(known.noiCap());
        return said;
    }
}
