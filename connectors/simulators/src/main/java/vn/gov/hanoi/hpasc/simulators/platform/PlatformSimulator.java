package vn.gov.hanoi.hpasc.simulators.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.payment.CallbackCall;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayOrder;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayTime;
import vn.gov.hanoi.hpasc.simulators.payment.Hashes;
import vn.gov.hanoi.hpasc.simulators.payment.JsonBody;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.Persistence;
import vn.gov.hanoi.hpasc.simulators.payment.SettlementEntry;
import vn.gov.hanoi.hpasc.simulators.payment.Treatment;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/**
 * The Payment Platform 1.0.6: {@code /init}, {@code /query}, {@code /receipt}; merchants have the key {@code secret}, and
 * {@code token} where calls must carry it. Calls back up to three times, five minutes apart, until it reads MaLoi 00 in a
 * reply that is signed right.
 */
public final class PlatformSimulator extends PaymentSimulator {

    private static final Persistence PERSISTENCE = new Persistence(3, Duration.ofMinutes(5), Duration.ofSeconds(30));
    private static final List<String> INIT = List.of(
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
    private static final List<String> QUERY =
            List.of("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD");
    private static final List<String> CONFIRM = List.of(
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

    private PlatformSimulator(Clock clock) {
        super(clock, PERSISTENCE);
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static PlatformSimulator start(int port, GatewayMerchant... merchants) {
        return opened(new PlatformSimulator(Clock.systemUTC()), port, merchants);
    }

    @Override
    protected void api(HttpCall call) throws IOException, InterruptedException {
        JsonBody body = JsonBody.of(call);
        GatewayMerchant merchant = merchant(body.text("MaDoiTac"));
        String token = merchant == null ? "" : merchant.key("token");
        if (!token.isEmpty() && !("Bearer " + token).equals(call.header("authorization"))) {
            call.answer(HttpAnswer.empty(401));
            return;
        }
        play(call, body.text("MaThamChieu"), call.path() + body.text("MaXacThuc"), () -> switch (call.path()) {
            case "/init" -> init(body, merchant);
            case "/query" -> query(body, merchant);
            case "/receipt" -> receipt(body, merchant);
            default -> HttpAnswer.empty(404);
        });
    }

    private HttpAnswer init(JsonBody body, @Nullable GatewayMerchant merchant) {
        if (merchant == null || !signedRight(merchant, body, INIT)) {
            return JsonBody.answer(200, Map.of("error_code", "97", "message", "Sai mã xác thực"));
        }
        if (!body.text("SoTien").matches("[1-9]\\d*")
                || !body.text("MaThamChieu").matches("[A-Za-z0-9]{1,50}")) {
            return JsonBody.answer(200, Map.of("error_code", "03", "message", "Dữ liệu không hợp lệ"));
        }
        GatewayOrder order = orders().open(GatewayOrder.open(
                merchant.id(),
                body.text("MaThamChieu"),
                Long.parseLong(body.text("SoTien")),
                clock().instant(),
                Map.of(
                        "ThoiGianGD", body.text("ThoiGianGD"),
                        "ThongTinGiaoDich", body.text("ThongTinGiaoDich"))));
        String page = address("/pay?order=" + order.reference()).toString();
        return JsonBody.answer(200, Map.of("error_code", "0", "message", JsonBody.write(Map.of("UrlThanhToan", page))));
    }

    private HttpAnswer query(JsonBody body, @Nullable GatewayMerchant merchant) {
        GatewayOrder order = found(body, merchant);
        if (order == null) {
            return JsonBody.answer(200, Map.of("MaLoi", "01", "MoTaLoi", "Không tìm thấy giao dịch"));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("MaLoi", "00");
        answer.put("MoTaLoi", "Thành công");
        answer.put("MaDoiTac", order.merchant());
        answer.put("MaThamChieu", order.reference());
        answer.put("MaGiaoDich", order.transaction().isEmpty() ? null : order.transaction());
        answer.put("SoTien", Long.toString(order.paid() == 0 ? order.amount() : order.paid()));
        answer.put(
                "TrangThaiGD",
                switch (order.money()) {
                    case PAID -> "1";
                    case OPEN, SUSPECT -> "3";
                    case FAILED, EXPIRED -> "4";
                });
        answer.put("ThoiGianThanhToan", order.at() == null ? null : GatewayTime.text(order.at()));
        return JsonBody.answer(200, answer);
    }

    private HttpAnswer receipt(JsonBody body, @Nullable GatewayMerchant merchant) {
        GatewayOrder order = found(body, merchant);
        if (order == null || order.money() != GatewayOrder.Money.PAID) {
            return JsonBody.answer(200, Map.of("MaLoi", "01", "MoTaLoi", "Chưa có biên lai"));
        }
        byte[] pdf = ("%PDF-1.4\n% bien lai " + order.reference() + " " + order.paid() + "\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
        return new HttpAnswer(200, "application/pdf", pdf, Map.of());
    }

    private @Nullable GatewayOrder found(JsonBody body, @Nullable GatewayMerchant merchant) {
        if (merchant == null || !signedRight(merchant, body, QUERY)) {
            return null;
        }
        return orders().find(body.text("MaThamChieu"))
                .filter(order -> order.detail("ThoiGianGD").equals(body.text("ThoiGianGD")))
                .orElse(null);
    }

    @Override
    protected GatewayOrder arrive(URI payUrl) {
        return orders().get(payUrl.getQuery().replaceFirst("^order=", ""));
    }

    @Override
    protected @Nullable CallbackCall callback(GatewayOrder order, Treatment treatment) {
        GatewayMerchant merchant = merchant(order.merchant());
        if (merchant == null || merchant.callback() == null) {
            return null;
        }
        long paid = order.paid() == 0 ? order.amount() : order.paid();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("LoaiBanTin", "confirm");
        fields.put("MaLoi", order.code());
        fields.put("MaDoiTac", treatment.merchant() == null ? merchant.id() : treatment.merchant());
        fields.put("MaThamChieu", order.reference());
        fields.put("SoTien", Long.toString(treatment.amount() == null ? paid : treatment.amount()));
        fields.put("MaTienTe", "VND");
        fields.put("MaGiaoDich", order.transaction());
        fields.put("MaNganHang", "VNPTPAY");
        fields.put("ThoiGianGD", GatewayTime.text(order.at() == null ? clock().instant() : order.at()));
        fields.put("ThongTinGiaoDich", order.detail("ThongTinGiaoDich"));
        String secret = treatment.forged() ? "not-the-key" : merchant.key("secret");
        fields.put(
                "MaXacThuc",
                Hashes.sha256(CONFIRM.stream().map(fields::get).collect(Collectors.joining("|")) + "|" + secret));
        return new CallbackCall(merchant.callback(), JsonBody.write(fields));
    }

    @Override
    protected @Nullable URI returnUrl(GatewayOrder order) {
        return null;
    }

    @Override
    protected boolean satisfied(int status, String answer) {
        JsonBody reply = JsonBody.read(answer);
        GatewayMerchant merchant = merchant(reply.text("MaDoiTac"));
        return status == 200
                && merchant != null
                && reply.text("MaLoi").equals("00")
                && Hashes.sha256(reply.bars(List.of("MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu", "ThoiGianGD")) + "|"
                                + merchant.key("secret"))
                        .equals(reply.text("MaXacThuc"));
    }

    @Override
    protected String code(GatewayOrder.Money money) {
        return switch (money) {
            case OPEN -> "";
            case PAID -> "00";
            case FAILED -> "24";
            case EXPIRED -> "11";
            case SUSPECT -> "07";
        };
    }

    @Override
    protected HttpAnswer refusal(String reason) {
        return JsonBody.answer(200, Map.of("error_code", "05", "message", reason, "MaLoi", "05", "MoTaLoi", reason));
    }

    @Override
    protected String file(List<SettlementEntry> entries) {
        String rows = Stream.concat(
                        Stream.of("LoaiGiaoDich|MaThamChieu|MaGiaoDich|SoTien|Phi|TrangThaiGD|ThoiGianGD"),
                        entries.stream()
                                .map(entry -> String.join(
                                        "|",
                                        entry.refund() ? "REFUND" : "PAY",
                                        entry.reference(),
                                        entry.transaction(),
                                        Long.toString(entry.amount()),
                                        Long.toString(entry.fee()),
                                        "1",
                                        GatewayTime.text(entry.at()))))
                .collect(Collectors.joining("\n", "", "\n"));
        return Base64.getMimeEncoder().encodeToString(rows.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean signedRight(GatewayMerchant merchant, JsonBody body, List<String> names) {
        return Hashes.sha256(body.bars(names) + "|" + merchant.key("secret")).equals(body.text("MaXacThuc"));
    }
}
