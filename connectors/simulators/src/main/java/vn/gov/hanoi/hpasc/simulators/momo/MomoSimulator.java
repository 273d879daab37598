package vn.gov.hanoi.hpasc.simulators.momo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.payment.CallbackCall;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayOrder;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayRefund;
import vn.gov.hanoi.hpasc.simulators.payment.JsonBody;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.Persistence;
import vn.gov.hanoi.hpasc.simulators.payment.SettlementEntry;
import vn.gov.hanoi.hpasc.simulators.payment.Treatment;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/**
 * MoMo v2: API {@code /v2/gateway/api/...}; merchants have the keys {@code accessKey} and {@code secretKey}. Calls back once,
 * whatever it reads.
 */
public final class MomoSimulator extends PaymentSimulator {

    private static final String API = "/v2/gateway/api/";
    private static final Persistence PERSISTENCE = new Persistence(1, Duration.ZERO, Duration.ofSeconds(15));

    private MomoSimulator(Clock clock) {
        super(clock, PERSISTENCE);
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static MomoSimulator start(int port, GatewayMerchant... merchants) {
        return opened(new MomoSimulator(Clock.systemUTC()), port, merchants);
    }

    @Override
    protected void api(HttpCall call) throws IOException, InterruptedException {
        JsonBody body = JsonBody.of(call);
        play(call, body.text("orderId"), body.text("requestId"), () -> switch (call.path()) {
            case API + "create" -> create(body);
            case API + "query" -> query(body);
            case API + "refund" -> refund(body);
            default -> HttpAnswer.empty(404);
        });
    }

    private HttpAnswer create(JsonBody body) {
        HttpAnswer no = checked(body, MomoSeal.CREATE);
        if (no != null) {
            return no;
        }
        if (!body.isNumber("amount") || body.number("amount") < 1_000 || body.number("amount") > 50_000_000) {
            return answer(body, "22", "Số tiền giao dịch không hợp lệ.");
        }
        if (!body.text("orderId").matches("[0-9a-zA-Z]([-_.]*[0-9a-zA-Z]+)*")) {
            return answer(body, "20", "orderId không hợp lệ.");
        }
        GatewayOrder order = orders().open(GatewayOrder.open(
                body.text("partnerCode"),
                body.text("orderId"),
                body.number("amount"),
                clock().instant(),
                Map.of(
                        "requestId", body.text("requestId"),
                        "orderInfo", body.text("orderInfo"),
                        "extraData", body.text("extraData"),
                        "ipnUrl", body.text("ipnUrl"),
                        "redirectUrl", body.text("redirectUrl"))));
        if (!order.detail("requestId").equals(body.text("requestId"))) {
            return answer(body, "41", "orderId đã tồn tại.");
        }
        Map<String, Object> answer = fields(body, "0", "Thành công.");
        String page = address("/v2/gateway/pay?order=" + order.reference()).toString();
        answer.put("amount", order.amount());
        answer.put("payUrl", page);
        answer.put("deeplink", page);
        answer.put("qrCodeUrl", "00020101021226momo" + order.reference());
        return JsonBody.answer(200, answer);
    }

    private HttpAnswer query(JsonBody body) {
        HttpAnswer no = checked(body, MomoSeal.QUERY);
        if (no != null) {
            return no;
        }
        GatewayOrder order = orders().find(body.text("orderId")).orElse(null);
        if (order == null || !order.merchant().equals(body.text("partnerCode"))) {
            return answer(body, "42", "orderId không tồn tại.");
        }
        boolean open = order.money() == GatewayOrder.Money.OPEN;
        Map<String, Object> answer = fields(
                body, open ? "1000" : order.code(), open ? "Giao dịch đã được khởi tạo." : message(order.money()));
        answer.put("amount", order.paid() == 0 ? order.amount() : order.paid());
        answer.put("transId", number(order.transaction()));
        answer.put("payType", "qr");
        answer.put("extraData", order.detail("extraData"));
        answer.put(
                "refundTrans",
                order.refunds().stream()
                        .map(refund -> Map.of(
                                "orderId", refund.id(),
                                "amount", refund.amount(),
                                "resultCode", code(refund),
                                "transId", number(refund.transaction()),
                                "createdTime", refund.at().toEpochMilli()))
                        .toList());
        return JsonBody.answer(200, answer);
    }

    private HttpAnswer refund(JsonBody body) {
        HttpAnswer no = checked(body, MomoSeal.REFUND);
        if (no != null) {
            return no;
        }
        GatewayOrder order = orders().byTransaction(body.text("transId")).orElse(null);
        if (order == null) {
            return answer(body, "42", "Giao dịch không tồn tại.");
        }
        boolean before = order.refunds().stream().anyMatch(refund -> refund.id().equals(body.text("orderId")));
        if (!before && (order.money() != GatewayOrder.Money.PAID || body.number("amount") > order.left())) {
            return answer(body, "1080", "Giao dịch hoàn tiền bị từ chối.");
        }
        GatewayRefund refund = orders().refund(
                        order.reference(), body.text("orderId"), body.number("amount"), GatewayRefund.State.DONE);
        Map<String, Object> answer = fields(body, Integer.toString(code(refund)), "Thành công.");
        answer.put("amount", refund.amount());
        answer.put("transId", number(refund.transaction()));
        return JsonBody.answer(200, answer);
    }

    /** Null when the call may be served. */
    private @Nullable HttpAnswer checked(JsonBody body, String signed) {
        GatewayMerchant merchant = merchant(body.text("partnerCode"));
        if (merchant == null) {
            return answer(body, "13", "Xác thực doanh nghiệp thất bại.");
        }
        if (!MomoSeal.fits(merchant, signed, body)) {
            return JsonBody.answer(400, fields(body, "20", "Chữ ký không hợp lệ."));
        }
        return null;
    }

    @Override
    protected GatewayOrder arrive(URI payUrl) {
        return orders().get(payUrl.getQuery().replaceFirst("^order=", ""));
    }

    @Override
    protected @Nullable CallbackCall callback(GatewayOrder order, Treatment treatment) {
        String address = order.detail("ipnUrl");
        return address.isEmpty()
                ? null
                : new CallbackCall(URI.create(address), JsonBody.write(notice(order, treatment)));
    }

    @Override
    protected @Nullable URI returnUrl(GatewayOrder order) {
        String back = order.detail("redirectUrl");
        if (back.isEmpty()) {
            return null;
        }
        String query = notice(order, Treatment.PLAIN).entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(back + (back.contains("?") ? "&" : "?") + query);
    }

    private Map<String, Object> notice(GatewayOrder order, Treatment treatment) {
        String partner = treatment.merchant() == null ? order.merchant() : treatment.merchant();
        long paid = order.paid() == 0 ? order.amount() : order.paid();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("partnerCode", partner);
        fields.put("orderId", order.reference());
        fields.put("requestId", order.detail("requestId"));
        fields.put("amount", treatment.amount() == null ? paid : treatment.amount());
        fields.put("orderInfo", order.detail("orderInfo"));
        fields.put("orderType", "momo_wallet");
        fields.put("transId", number(order.transaction()));
        fields.put("resultCode", Integer.valueOf(order.code()));
        fields.put("message", message(order.money()));
        fields.put("payType", "qr");
        fields.put("responseTime", order.at() == null ? 0 : order.at().toEpochMilli());
        fields.put("extraData", order.detail("extraData"));
        fields.put("signature", MomoSeal.notice(treatment.forged() ? null : merchant(order.merchant()), fields));
        return fields;
    }

    @Override
    protected boolean satisfied(int status, String answer) {
        return status == 204;
    }

    @Override
    protected String code(GatewayOrder.Money money) {
        return switch (money) {
            case OPEN -> "1000";
            case PAID -> "0";
            case FAILED -> "1006";
            case EXPIRED -> "1005";
            case SUSPECT -> "99";
        };
    }

    private static int code(GatewayRefund refund) {
        return switch (refund.state()) {
            case PROCESSING -> 7002;
            case DONE -> 0;
            case REFUSED -> 1080;
        };
    }

    private static String message(GatewayOrder.Money money) {
        return money == GatewayOrder.Money.PAID ? "Thành công." : "Giao dịch bị từ chối bởi người dùng.";
    }

    @Override
    protected HttpAnswer refusal(String reason) {
        return JsonBody.answer(200, Map.of("resultCode", 21, "message", reason));
    }

    @Override
    protected String file(List<SettlementEntry> entries) {
        return Stream.concat(
                        Stream.of("type,orderId,transId,amount,fee,resultCode,responseTime"),
                        entries.stream()
                                .map(entry -> String.join(
                                        ",",
                                        entry.refund() ? "refund" : "payment",
                                        entry.refund() ? entry.refundId() : entry.reference(),
                                        entry.transaction(),
                                        Long.toString(entry.amount()),
                                        Long.toString(entry.fee()),
                                        "0",
                                        Long.toString(entry.at().toEpochMilli()))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private HttpAnswer answer(JsonBody body, String code, String message) {
        return JsonBody.answer(200, fields(body, code, message));
    }

    private Map<String, Object> fields(JsonBody body, String code, String message) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("partnerCode", body.text("partnerCode"));
        answer.put("orderId", body.text("orderId"));
        answer.put("requestId", body.text("requestId"));
        answer.put("responseTime", clock().millis());
        answer.put("message", message);
        answer.put("resultCode", Integer.valueOf(code));
        return answer;
    }

    private static long number(String transaction) {
        return transaction.isEmpty() ? 0 : Long.parseLong(transaction);
    }
}
