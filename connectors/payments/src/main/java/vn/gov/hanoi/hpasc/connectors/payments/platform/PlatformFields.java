package vn.gov.hanoi.hpasc.connectors.payments.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.payments.text.PlainText;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;

/** What is said to the platform. */
final class PlatformFields {

    private static final int LONGEST_INFO = 255;

    private PlatformFields() {}

    static Map<String, Object> init(OrderRequest order, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("LoaiBanTin", "INIT");
        body.put("PhienBan", merchant.setting("version", "1.0.6"));
        body.put("MaDoiTac", merchant.gatewayId());
        body.put("MaThamChieu", order.reference().value());
        body.put("SoTien", Long.toString(order.amount().amount()));
        body.put("LoaiHinhThanhToan", "PAY");
        body.put("MaKenhThanhToan", merchant.setting("channel", "1"));
        body.put("MaThietBi", merchant.setting("device", "1"));
        body.put("NgonNgu", merchant.setting("language", "vi-VN"));
        body.put("MaTienTe", "VND");
        body.put("MaNganHang", merchant.setting("bank", "PAYMENT"));
        body.put("ThongTinGiaoDich", PlainText.ascii(order.description(), LONGEST_INFO));
        body.put("ThoiGianGD", VietnamTime.seconds(order.reference().createdAt()));
        body.put("Ip", order.payerAddress());
        body.put("UrlTraVe", order.returnUrl().toString());
        Bill bill = order.bill();
        if (bill != null) {
            body.put("ThongTinBienLai", PlatformBillMapper.toWire(bill));
        }
        return signed(body, PlatformSignature.INIT, merchant);
    }

    /** Repeats the very time of the INIT message, in 24 hours: the platform looks the order up by it. */
    static Map<String, Object> query(String kind, OrderReference order, Merchant merchant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("LoaiBanTin", kind);
        body.put("PhienBan", merchant.setting("version", "1.0.6"));
        body.put("MaDoiTac", merchant.gatewayId());
        body.put("MaThamChieu", order.value());
        body.put("ThoiGianGD", VietnamTime.seconds(order.createdAt()));
        return signed(body, PlatformSignature.QUERY, merchant);
    }

    private static Map<String, Object> signed(Map<String, Object> body, List<String> names, Merchant merchant) {
        Map<String, String> texts = new LinkedHashMap<>();
        names.forEach(name -> texts.put(name, String.valueOf(body.get(name))));
        body.put(
                PlatformSignature.CODE,
                PlatformSignature.sign(merchant.keys().current().key(PlatformSignature.SECRET), names, texts));
        return body;
    }
}
