package vn.gov.hanoi.hpasc.simulators.keypay;

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
 * KeyPay: {@code /create} and {@code /detail}; merchants have the keys {@code hash_key_1} and {@code hash_key_2}. Its callback
 * does not sign the status. Calls back up to three times, five minutes apart, until it reads 0.
 */
public final class KeypaySimulator extends PaymentSimulator {

    private static final Persistence PERSISTENCE = new Persistence(3, Duration.ofMinutes(5), Duration.ofSeconds(30));
    private static final List<String> PAYMENT =
            List.of("addition_fee", "client_id", "command", "trans_amount", "transaction_id", "version");
    private static final List<String> DETAIL = List.of("client_id", "command", "transaction_id");

    private KeypaySimulator(Clock clock) {
        super(clock, PERSISTENCE);
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static KeypaySimulator start(int port, GatewayMerchant... merchants) {
        return opened(new KeypaySimulator(Clock.systemUTC()), port, merchants);
    }

    @Override
    protected void api(HttpCall call) throws IOException, InterruptedException {
        JsonBody body = JsonBody.of(call);
        play(call, body.text("transaction_id"), call.path() + body.text("check_sum"), () -> switch (call.path()) {
            case "/create" -> create(body);
            case "/detail" -> detail(body);
            default -> HttpAnswer.empty(404);
        });
    }

    private HttpAnswer create(JsonBody body) {
        GatewayMerchant merchant = merchant(body.text("client_id"));
        if (merchant == null || !sum(merchant, "hash_key_1", body.bars(PAYMENT)).equals(body.text("check_sum"))) {
            return refusal("invalid check_sum");
        }
        if (body.text("transaction_id").length() > 20
                || !body.text("trans_amount").matches("[1-9]\\d*")) {
            return refusal("invalid data");
        }
        GatewayOrder order = orders().open(GatewayOrder.open(
                merchant.id(),
                body.text("transaction_id"),
                Long.parseLong(body.text("trans_amount")),
                clock().instant(),
                Map.of("version", body.text("version"), "addition_fee", body.text("addition_fee"))));
        return JsonBody.answer(
                200,
                Map.of(
                        "error", "0",
                        "msg", "success",
                        "payment_url",
                                address("/pay?order=" + order.reference()).toString()));
    }

    private HttpAnswer detail(JsonBody body) {
        GatewayMerchant merchant = merchant(body.text("client_id"));
        if (merchant == null || !sum(merchant, "hash_key_1", body.bars(DETAIL)).equals(body.text("check_sum"))) {
            return refusal("invalid check_sum");
        }
        GatewayOrder order = orders().find(body.text("transaction_id")).orElse(null);
        if (order == null) {
            return JsonBody.answer(200, Map.of("error", "404", "msg", "transaction not found"));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("client_id", order.merchant());
        data.put("transaction_id", order.reference());
        data.put("trans_amount", Long.toString(order.paid() == 0 ? order.amount() : order.paid()));
        data.put("trans_id", order.transaction().isEmpty() ? null : order.transaction());
        data.put("status", code(order.money()));
        return JsonBody.answer(200, Map.of("error", "0", "msg", "success", "data", data));
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
        fields.put("addition_fee", order.detail("addition_fee"));
        fields.put("client_id", treatment.merchant() == null ? merchant.id() : treatment.merchant());
        fields.put("command", "PAY");
        fields.put("trans_amount", Long.toString(treatment.amount() == null ? paid : treatment.amount()));
        fields.put("transaction_id", order.reference());
        fields.put("version", order.detail("version"));
        String text = PAYMENT.stream().map(fields::get).collect(Collectors.joining("|"));
        fields.put("status", code(order.money()));
        fields.put("trans_id", order.transaction());
        fields.put(
                "check_sum",
                treatment.forged()
                        ? Hashes.hmac("HmacSHA256", "not-the-key", text)
                        : sum(merchant, "hash_key_2", text));
        return new CallbackCall(merchant.callback(), JsonBody.write(fields));
    }

    @Override
    protected @Nullable URI returnUrl(GatewayOrder order) {
        return null;
    }

    @Override
    protected boolean satisfied(int status, String answer) {
        return status == 200 && answer.matches("(?s).*\"return_code\"\\s*:\\s*\"?0\\D.*");
    }

    @Override
    protected String code(GatewayOrder.Money money) {
        return switch (money) {
            case PAID -> "0";
            case FAILED, EXPIRED -> "1";
            case OPEN, SUSPECT -> "2";
        };
    }

    @Override
    protected HttpAnswer refusal(String reason) {
        return JsonBody.answer(200, Map.of("error", "1", "msg", reason));
    }

    /** KeyPay settled through the platform; there is no file of its own. */
    @Override
    protected String file(List<SettlementEntry> entries) {
        return Stream.concat(
                        Stream.of("transaction_id,trans_id,trans_amount,time"),
                        entries.stream()
                                .map(entry -> String.join(
                                        ",",
                                        entry.reference(),
                                        entry.transaction(),
                                        Long.toString(entry.amount()),
                                        GatewayTime.text(entry.at()))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String sum(GatewayMerchant merchant, String key, String text) {
        return Hashes.hmac("HmacSHA256", merchant.key(key), text);
    }
}
