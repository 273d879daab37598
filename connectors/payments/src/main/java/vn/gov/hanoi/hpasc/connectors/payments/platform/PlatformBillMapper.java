package vn.gov.hanoi.hpasc.connectors.payments.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;

/** {@code ThongTinBienLai}: what is paid, as it will stand on the receipt. */
public final class PlatformBillMapper {

    private static final String FEES = "2";

    private PlatformBillMapper() {}

    /** The bill as the portal writes it. */
    public static Map<String, Object> toWire(Bill bill) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("MaDichVu", FEES);
        wire.put("MaDVC", bill.procedureCode() + ".01");
        wire.put("TenDVC", bill.procedureName());
        wire.put("MaTTHC", bill.procedureCode());
        wire.put("TenTTHC", bill.procedureName());
        wire.put("MaDonVi", bill.agency().value());
        wire.put("TenDonVi", bill.agencyName());
        wire.put("MaHoSo", bill.dossierCode());
        wire.put("TKThuHuong", bill.payee().account());
        wire.put("MaNHThuHuong", orEmpty(bill.payee().bankCode()));
        wire.put("TenTKThuHuong", bill.payee().name());
        wire.put("NoiDungThanhToan", "Thanh toán hồ sơ " + bill.dossierCode());
        payer(wire, bill.payer());
        wire.put("PhiLePhi", bill.lines().stream().map(PlatformBillMapper::line).toList());
        wire.put(
                "DSKhoanNop",
                bill.lines().stream()
                        .map(line -> Map.of(
                                "NoiDung",
                                line.name(),
                                "SoTien",
                                Long.toString(line.amount().amount())))
                        .toList());
        return wire;
    }

    private static void payer(Map<String, Object> wire, Bill.Payer payer) {
        wire.put("HoTenNguoiNop", payer.name());
        wire.put("SoCMNDNguoiNop", orEmpty(payer.identityNumber()));
        wire.put("DiaChiNguoiNop", orEmpty(payer.address()));
        wire.put("HuyenNguoiNop", orEmpty(payer.district()));
        wire.put("TinhNguoiNop", orEmpty(payer.province()));
    }

    private static Map<String, String> line(Bill.Line line) {
        Map<String, String> wire = new LinkedHashMap<>();
        wire.put("LoaiPhiLePhi", kind(line.kind()));
        wire.put("MaPhiLePhi", orEmpty(line.code()));
        wire.put("TenPhiLePhi", line.name());
        wire.put("SoTien", Long.toString(line.amount().amount()));
        return wire;
    }

    /** Phí, lệ phí, and what is neither. */
    private static String kind(ChargeKind kind) {
        return switch (kind) {
            case FEE -> "1";
            case CHARGE -> "2";
            case TAX -> "3";
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
