package vn.gov.hanoi.hpasc.simulators.vnpay;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.payment.CallbackCall;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayOrder;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayRefund;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayTime;
import vn.gov.hanoi.hpasc.simulators.payment.JsonBody;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.Persistence;
import vn.gov.hanoi.hpasc.simulators.payment.SettlementEntry;
import vn.gov.hanoi.hpasc.simulators.payment.Treatment;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/**
 * VNPAY 2.1.0: pay page {@code /paymentv2/vpcpay.html}, API {@code /merchant_webapi/api/transaction}; merchants have the key
 * {@code secret}. Calls back up to ten times, five minutes apart, until it reads 00 or 02.
 */
public final class VnpaySimulator extends PaymentSimulator {

    public static final String PAY_PATH = "/paymentv2/vpcpay.html";
    public static final String API_PATH = "/merchant_webapi/api/transaction";

    private static final Persistence PERSISTENCE = new Persistence(10, Duration.ofMinutes(5), Duration.ofSeconds(30));

    private final Set<String> requests = ConcurrentHashMap.newKeySet();

    private VnpaySimulator(Clock clock) {
        super(clock, PERSISTENCE);
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static VnpaySimulator start(int port, GatewayMerchant... merchants) {
        return opened(new VnpaySimulator(Clock.systemUTC()), port, merchants);
    }

    @Override
    protected GatewayOrder arrive(URI payUrl) {
        Map<String, String> fields = VnpayForm.read(payUrl.getRawQuery());
        GatewayMerchant merchant = merchant(fields.get("vnp_TmnCode"));
        if (merchant == null) {
            throw new IllegalArgumentException("03: unknown vnp_TmnCode");
        }
        String form = payUrl.getRawQuery().replaceFirst("&vnp_SecureHash=.*", "");
        if (!VnpaySeal.of(merchant, form).equalsIgnoreCase(fields.get("vnp_SecureHash"))) {
            throw new IllegalArgumentException("70: sai chữ ký");
        }
        String expires = fields.getOrDefault("vnp_ExpireDate", "99999999999999");
        if (expires.compareTo(GatewayTime.text(clock().instant())) < 0) {
            throw new IllegalArgumentException("15: giao dịch đã quá thời gian chờ thanh toán");
        }
        long hundredths = Long.parseLong(fields.getOrDefault("vnp_Amount", "0"));
        return orders().open(GatewayOrder.open(
                merchant.id(), fields.getOrDefault("vnp_TxnRef", ""), hundredths / 100, clock().instant(), fields));
    }

    @Override
    protected void api(HttpCall call) throws IOException, InterruptedException {
        JsonBody body = JsonBody.of(call);
        play(call, body.text("vnp_TxnRef"), body.text("vnp_RequestId"), () -> transaction(body));
    }

    private HttpAnswer transaction(JsonBody body) {
        GatewayMerchant merchant = merchant(body.text("vnp_TmnCode"));
        boolean query = body.text("vnp_Command").equals("querydr");
        if (merchant == null) {
            return bare(body, "02", "Invalid TmnCode");
        }
        if (!VnpaySeal.fits(merchant, body)) {
            return bare(body, "97", "Invalid checksum");
        }
        GatewayOrder order = orders().find(body.text("vnp_TxnRef"))
                .filter(found -> found.detail("vnp_CreateDate").equals(body.text("vnp_TransactionDate")))
                .orElse(null);
        if (order == null) {
            return bare(body, "91", "Transaction not found");
        }
        if (!requests.add(body.text("vnp_RequestId"))) {
            return bare(body, "94", "Duplicate request");
        }
        return query ? queried(body, merchant, order) : refunded(body, merchant, order);
    }

    private HttpAnswer queried(JsonBody body, GatewayMerchant merchant, GatewayOrder order) {
        Map<String, String> answer = answer(body, order);
        if (order.refunds().isEmpty()) {
            answer.put("vnp_TransactionType", "01");
            answer.put("vnp_TransactionStatus", status(order.money()));
            answer.put("vnp_TransactionNo", order.transaction());
            answer.put("vnp_Amount", hundredths(order.paid() == 0 ? order.amount() : order.paid()));
        } else {
            describe(answer, order, order.refunds().getLast());
        }
        return VnpaySeal.queried(merchant, answer);
    }

    private HttpAnswer refunded(JsonBody body, GatewayMerchant merchant, GatewayOrder order) {
        if (order.money() != GatewayOrder.Money.PAID) {
            return bare(body, "95", "Transaction is not successful");
        }
        long amount = body.number("vnp_Amount") / 100;
        if (amount <= 0 || amount > order.left()) {
            return bare(body, "03", "Invalid amount");
        }
        GatewayRefund refund =
                orders().refund(order.reference(), body.text("vnp_RequestId"), amount, GatewayRefund.State.DONE);
        Map<String, String> answer = answer(body, order);
        describe(answer, order, refund);
        return VnpaySeal.refunded(merchant, answer);
    }

    private Map<String, String> answer(JsonBody body, GatewayOrder order) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("vnp_ResponseId", "R" + body.text("vnp_RequestId"));
        answer.put("vnp_Command", body.text("vnp_Command"));
        answer.put("vnp_ResponseCode", "00");
        answer.put("vnp_Message", "Success");
        answer.put("vnp_TmnCode", order.merchant());
        answer.put("vnp_TxnRef", order.reference());
        answer.put("vnp_BankCode", order.money() == GatewayOrder.Money.OPEN ? "" : "NCB");
        answer.put("vnp_PayDate", order.at() == null ? "" : GatewayTime.text(order.at()));
        answer.put("vnp_OrderInfo", order.detail("vnp_OrderInfo"));
        return answer;
    }

    private static void describe(Map<String, String> answer, GatewayOrder order, GatewayRefund refund) {
        answer.put("vnp_TransactionType", refund.amount() == order.paid() ? "02" : "03");
        answer.put("vnp_TransactionNo", refund.transaction());
        answer.put("vnp_Amount", hundredths(refund.amount()));
        answer.put(
                "vnp_TransactionStatus",
                switch (refund.state()) {
                    case PROCESSING -> "05";
                    case DONE -> "06";
                    case REFUSED -> "09";
                });
    }

    @Override
    protected @Nullable CallbackCall callback(GatewayOrder order, Treatment treatment) {
        GatewayMerchant merchant = merchant(order.merchant());
        if (merchant == null || merchant.callback() == null) {
            return null;
        }
        return new CallbackCall(URI.create(merchant.callback() + "?" + notice(merchant, order, treatment)), null);
    }

    @Override
    protected @Nullable URI returnUrl(GatewayOrder order) {
        GatewayMerchant merchant = merchant(order.merchant());
        String back = order.detail("vnp_ReturnUrl");
        return merchant == null || back.isEmpty()
                ? null
                : URI.create(back + (back.contains("?") ? "&" : "?") + notice(merchant, order, Treatment.PLAIN));
    }

    private String notice(GatewayMerchant merchant, GatewayOrder order, Treatment treatment) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("vnp_TmnCode", treatment.merchant() == null ? merchant.id() : treatment.merchant());
        fields.put(
                "vnp_Amount",
                hundredths(
                        treatment.amount() != null
                                ? treatment.amount()
                                : order.paid() == 0 ? order.amount() : order.paid()));
        fields.put("vnp_BankCode", "NCB");
        fields.put("vnp_CardType", "ATM");
        fields.put("vnp_OrderInfo", order.detail("vnp_OrderInfo"));
        fields.put("vnp_PayDate", order.at() == null ? "" : GatewayTime.text(order.at()));
        fields.put("vnp_ResponseCode", order.code());
        fields.put("vnp_TransactionNo", order.transaction().isEmpty() ? "0" : order.transaction());
        fields.put("vnp_TransactionStatus", status(order.money()));
        fields.put("vnp_TxnRef", order.reference());
        fields.values().removeIf(String::isEmpty);
        String form = VnpayForm.write(fields);
        String hash = treatment.forged() ? VnpaySeal.forged(form) : VnpaySeal.of(merchant, form);
        return form + "&vnp_SecureHash=" + hash;
    }

    @Override
    protected boolean satisfied(int status, String answer) {
        return status == 200 && answer.matches("(?s).*\"RspCode\"\\s*:\\s*\"0[02]\".*");
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

    private static String status(GatewayOrder.Money money) {
        return switch (money) {
            case OPEN -> "01";
            case PAID -> "00";
            case FAILED, EXPIRED -> "02";
            case SUSPECT -> "07";
        };
    }

    @Override
    protected HttpAnswer refusal(String reason) {
        return JsonBody.answer(200, Map.of("vnp_ResponseCode", "03", "vnp_Message", reason));
    }

    @Override
    protected String file(List<SettlementEntry> entries) {
        return Stream.concat(
                        Stream.of("TransactionNo,TxnRef,TransactionType,Amount,Fee,TransactionStatus,PayDate"),
                        entries.stream()
                                .map(entry -> String.join(
                                        ",",
                                        entry.transaction(),
                                        entry.reference(),
                                        entry.refund() ? "02" : "01",
                                        hundredths(entry.amount()),
                                        hundredths(entry.fee()),
                                        "00",
                                        GatewayTime.text(entry.at()))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static HttpAnswer bare(JsonBody body, String code, String message) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("vnp_ResponseId", "R" + body.text("vnp_RequestId"));
        answer.put("vnp_Command", body.text("vnp_Command"));
        answer.put("vnp_ResponseCode", code);
        answer.put("vnp_Message", message);
        return JsonBody.answer(200, answer);
    }

    private static String hundredths(long dong) {
        return Long.toString(dong * 100);
    }
}
