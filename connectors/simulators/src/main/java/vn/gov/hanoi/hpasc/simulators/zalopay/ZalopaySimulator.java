package vn.gov.hanoi.hpasc.simulators.zalopay;

import java.io.IOException;
import java.net.URI;
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
import vn.gov.hanoi.hpasc.simulators.payment.Hashes;
import vn.gov.hanoi.hpasc.simulators.payment.JsonBody;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.Persistence;
import vn.gov.hanoi.hpasc.simulators.payment.SettlementEntry;
import vn.gov.hanoi.hpasc.simulators.payment.Treatment;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/**
 * ZaloPay v2: API {@code /v2/...}; merchants have the keys {@code key1} and {@code key2} and a numeric id. Calls back only
 * about money that came, up to three times while it reads 0 or nothing. Refunds are first worked on, and done when asked
 * about.
 */
public final class ZalopaySimulator extends PaymentSimulator {

    private static final Persistence PERSISTENCE = new Persistence(3, Duration.ofMinutes(1), Duration.ofSeconds(15));

    private ZalopaySimulator(Clock clock) {
        super(clock, PERSISTENCE);
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static ZalopaySimulator start(int port, GatewayMerchant... merchants) {
        return opened(new ZalopaySimulator(Clock.systemUTC()), port, merchants);
    }

    @Override
    protected void api(HttpCall call) throws IOException, InterruptedException {
        JsonBody body = JsonBody.of(call);
        String reference = body.has("app_trans_id") ? body.text("app_trans_id") : body.text("m_refund_id");
        play(call, reference, call.path() + body.text("mac"), () -> switch (call.path()) {
            case "/v2/create" -> create(body);
            case "/v2/query" -> query(body);
            case "/v2/refund" -> refund(body);
            case "/v2/query_refund" -> queryRefund(body);
            default -> HttpAnswer.empty(404);
        });
    }

    private HttpAnswer create(JsonBody body) {
        GatewayMerchant merchant = merchant(body.text("app_id"));
        List<String> signed = List.of("app_id", "app_trans_id", "app_user", "amount", "app_time", "embed_data", "item");
        if (merchant == null || !mac(merchant, "key1", body.bars(signed)).equals(body.text("mac"))) {
            return answer(2, -402, "Chữ ký không hợp lệ");
        }
        if (!body.isNumber("app_id") || !body.isNumber("amount") || body.number("amount") <= 0) {
            return answer(2, -401, "Dữ liệu yêu cầu không hợp lệ");
        }
        if (!body.text("app_trans_id").matches("\\d{6}_.{1,33}")) {
            return answer(2, -92, "app_trans_id không hợp lệ");
        }
        if (Math.abs(clock().millis() - body.number("app_time"))
                > Duration.ofMinutes(15).toMillis()) {
            return answer(2, -54, "app_time không hợp lệ");
        }
        if (orders().find(body.text("app_trans_id")).isPresent()) {
            return answer(2, -68, "Trùng app_trans_id");
        }
        GatewayOrder order = orders().open(GatewayOrder.open(
                merchant.id(),
                body.text("app_trans_id"),
                body.number("amount"),
                clock().instant(),
                Map.of(
                        "app_user", body.text("app_user"),
                        "app_time", body.text("app_time"),
                        "embed_data", body.text("embed_data"),
                        "item", body.text("item"),
                        "callback_url", body.text("callback_url"))));
        Map<String, Object> answer = fields(1, 1, "Giao dịch thành công");
        answer.put("order_url", address("/openinapp?order=" + order.reference()).toString());
        answer.put("zp_trans_token", "T" + order.reference());
        answer.put("order_token", "T" + order.reference());
        answer.put("qr_code", "00020101021226zalopay" + order.reference());
        return JsonBody.answer(200, answer);
    }

    private HttpAnswer query(JsonBody body) {
        GatewayMerchant merchant = merchant(body.text("app_id"));
        if (merchant == null
                || !mac(merchant, "key1", body.bars(List.of("app_id", "app_trans_id")) + "|" + merchant.key("key1"))
                        .equals(body.text("mac"))) {
            return answer(2, -402, "Chữ ký không hợp lệ");
        }
        GatewayOrder order = orders().find(body.text("app_trans_id")).orElse(null);
        if (order == null) {
            return answer(2, -101, "Giao dịch không tồn tại");
        }
        Map<String, Object> answer = switch (order.money()) {
            case PAID -> fields(1, 1, "Giao dịch thành công");
            case OPEN, SUSPECT -> fields(3, -49, "Giao dịch chưa được thực hiện");
            case FAILED, EXPIRED -> fields(2, -1, "Giao dịch thất bại");
        };
        answer.put("is_processing", order.money() == GatewayOrder.Money.OPEN);
        answer.put("amount", order.paid());
        answer.put("discount_amount", 0);
        answer.put("zp_trans_id", order.transaction().isEmpty() ? 0L : Long.parseLong(order.transaction()));
        answer.put("server_time", order.at() == null ? 0 : order.at().toEpochMilli());
        return JsonBody.answer(200, answer);
    }

    private HttpAnswer refund(JsonBody body) {
        GatewayMerchant merchant = merchant(body.text("app_id"));
        List<String> signed = List.of("app_id", "zp_trans_id", "amount", "description", "timestamp");
        if (merchant == null || !mac(merchant, "key1", body.bars(signed)).equals(body.text("mac"))) {
            return answer(2, -402, "Chữ ký không hợp lệ");
        }
        GatewayOrder order = orders().byTransaction(body.text("zp_trans_id")).orElse(null);
        if (order == null || order.money() != GatewayOrder.Money.PAID) {
            return answer(2, -101, "Giao dịch không tồn tại");
        }
        if (order.refunds().stream().anyMatch(refund -> refund.id().equals(body.text("m_refund_id")))) {
            return answer(2, -68, "Trùng m_refund_id");
        }
        if (body.number("amount") > order.left()) {
            return answer(2, -14, "Số tiền hoàn không hợp lệ");
        }
        GatewayRefund refund = orders().refund(
                        order.reference(),
                        body.text("m_refund_id"),
                        body.number("amount"),
                        GatewayRefund.State.PROCESSING);
        Map<String, Object> answer = fields(3, 2, "Giao dịch đang được hoàn tiền");
        answer.put("refund_id", Long.parseLong(refund.transaction()));
        return JsonBody.answer(200, answer);
    }

    private HttpAnswer queryRefund(JsonBody body) {
        GatewayMerchant merchant = merchant(body.text("app_id"));
        List<String> signed = List.of("app_id", "m_refund_id", "timestamp");
        if (merchant == null || !mac(merchant, "key1", body.bars(signed)).equals(body.text("mac"))) {
            return answer(2, -402, "Chữ ký không hợp lệ");
        }
        String id = body.text("m_refund_id");
        for (GatewayOrder order : orders().all()) {
            for (GatewayRefund refund : order.refunds()) {
                if (refund.id().equals(id)) {
                    orders().settle(order.reference(), id, GatewayRefund.State.DONE);
                    return answer(1, 1, "Giao dịch hoàn tiền thành công");
                }
            }
        }
        return answer(2, -101, "Giao dịch hoàn tiền không tồn tại");
    }

    @Override
    protected GatewayOrder arrive(URI payUrl) {
        return orders().get(payUrl.getQuery().replaceFirst("^order=", ""));
    }

    @Override
    protected @Nullable CallbackCall callback(GatewayOrder order, Treatment treatment) {
        String address = order.detail("callback_url");
        if (order.money() != GatewayOrder.Money.PAID || address.isEmpty()) {
            return null;
        }
        GatewayMerchant merchant = merchant(order.merchant());
        String app = treatment.merchant() == null ? order.merchant() : treatment.merchant();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("app_id", Long.valueOf(app));
        data.put("app_trans_id", order.reference());
        data.put("app_time", Long.valueOf(order.detail("app_time")));
        data.put("app_user", order.detail("app_user"));
        data.put("amount", treatment.amount() == null ? order.paid() : treatment.amount());
        data.put("embed_data", order.detail("embed_data"));
        data.put("item", order.detail("item"));
        data.put("zp_trans_id", Long.parseLong(order.transaction()));
        data.put("server_time", order.at() == null ? 0 : order.at().toEpochMilli());
        data.put("channel", 38);
        data.put("merchant_user_id", "");
        data.put("zp_user_id", "zp-user");
        data.put("user_fee_amount", 0);
        data.put("discount_amount", 0);
        String text = JsonBody.write(data);
        String mac = treatment.forged() || merchant == null
                ? Hashes.hmac("HmacSHA256", "not-the-key", text)
                : mac(merchant, "key2", text);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", text);
        body.put("mac", mac);
        body.put("type", 1);
        return new CallbackCall(URI.create(address), JsonBody.write(body));
    }

    @Override
    protected @Nullable URI returnUrl(GatewayOrder order) {
        GatewayMerchant merchant = merchant(order.merchant());
        String back = JsonBody.read(order.detail("embed_data")).text("redirecturl");
        if (merchant == null || back.isEmpty()) {
            return null;
        }
        String status = order.money() == GatewayOrder.Money.PAID ? "1" : "-49";
        String sum = mac(
                merchant,
                "key2",
                order.merchant() + "|" + order.reference() + "|38||" + order.amount() + "|0|" + status);
        return URI.create(back + (back.contains("?") ? "&" : "?") + "appid=" + order.merchant() + "&apptransid="
                + order.reference() + "&pmcid=38&bankcode=&amount=" + order.amount() + "&discountamount=0&status="
                + status + "&checksum=" + sum);
    }

    @Override
    protected boolean satisfied(int status, String answer) {
        return status == 200 && answer.matches("(?s).*\"return_code\"\\s*:\\s*(1|2|-1)\\D.*");
    }

    @Override
    protected String code(GatewayOrder.Money money) {
        return switch (money) {
            case OPEN, SUSPECT -> "3";
            case PAID -> "1";
            case FAILED, EXPIRED -> "2";
        };
    }

    @Override
    protected HttpAnswer refusal(String reason) {
        return answer(2, -1, reason);
    }

    @Override
    protected String file(List<SettlementEntry> entries) {
        return Stream.concat(
                        Stream.of("trans_type,app_trans_id,zp_trans_id,amount,fee,return_code,server_time"),
                        entries.stream()
                                .map(entry -> String.join(
                                        ",",
                                        entry.refund() ? "refund" : "payment",
                                        entry.reference(),
                                        entry.transaction(),
                                        Long.toString(entry.amount()),
                                        Long.toString(entry.fee()),
                                        "1",
                                        Long.toString(entry.at().toEpochMilli()))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static HttpAnswer answer(int code, int detail, String message) {
        return JsonBody.answer(200, fields(code, detail, message));
    }

    private static Map<String, Object> fields(int code, int detail, String message) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("return_code", code);
        answer.put("return_message", message);
        answer.put("sub_return_code", detail);
        answer.put("sub_return_message", message);
        return answer;
    }

    private static String mac(GatewayMerchant merchant, String key, String text) {
        return Hashes.hmac("HmacSHA256", merchant.key(key), text);
    }
}
