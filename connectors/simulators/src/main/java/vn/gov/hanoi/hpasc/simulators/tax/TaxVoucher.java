package vn.gov.hanoi.hpasc.simulators.tax;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One payment voucher, with its fields as text: so that a wrong one can be written too.
 *
 * @param dossier MaHoSo
 * @param notice MaThongBaoThue
 * @param amount SoTien
 * @param paidAt ThoiGianThanhToan, yyyyMMddHHmmss
 * @param status TrangThaiThanhToan, 1 = paid
 */
public record TaxVoucher(String dossier, String notice, String amount, String paidAt, String status) {

    /** A payment that was made. */
    public static TaxVoucher of(String dossier, String notice, long amount) {
        return new TaxVoucher(dossier, notice, Long.toString(amount), "20261122153000", "1");
    }

    public TaxVoucher at(String text) {
        return new TaxVoucher(dossier, notice, amount, text, status);
    }

    public TaxVoucher of(String text) {
        return new TaxVoucher(dossier, notice, text, paidAt, status);
    }

    public TaxVoucher status(String code) {
        return new TaxVoucher(dossier, notice, amount, paidAt, code);
    }

    ObjectNode json() {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("MaHoSo", dossier)
                .put("MaSoThue", "8012345678")
                .put("HoTenNguoiNopTien", "Nguyễn Thị Bình")
                .put("SoCMTNguoiNopTien", "001185012345")
                .put("DiaChiNguoiNopTien", "Phường Ba Đình, Hà Nội")
                .put("UrlFileChungTu", "https://thue.example.vn/chung-tu/" + notice.replace('/', '-') + ".pdf");
        data.putObject("ThongTinThanhToan")
                .put("MaThongBaoThue", notice)
                .put("SoTien", amount)
                .put("NoiDungThanhToan", "Nộp " + notice)
                .put("ThoiGianThanhToan", paidAt)
                .put("TrangThaiThanhToan", status);
        return data;
    }
}
