package vn.gov.hanoi.hpasc.simulators.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import vn.gov.hanoi.hpasc.simulators.peer.ControlEndpoint;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/**
 * Lets a person or another process play the payer and direct the gateway, in JSON:
 *
 * <ul>
 *   <li>{@code POST /_sim/pay} with {@code {"order" or "url", "amount"?}}, {@code /_sim/fail} ({@code "code"?}),
 *       {@code /_sim/expire}, {@code /_sim/suspect}, {@code /_sim/tell} (call back once more): answer the order
 *   <li>{@code GET /_sim/orders?order=}, {@code GET /_sim/callbacks?order=}
 *   <li>{@code POST /_sim/callbacks} with {@code {"order"?, "next"?: [..], "always"?: ".."}} in the text form of
 *       {@link Treatment}, or {@code {"weather": {"seed", "lost", "doubled", "late"}}}; {@code DELETE} forgets it
 *   <li>{@code POST /_sim/time} with {@code {"compression"}}; {@code POST /_sim/merchant} with {@code {"id", "keys", "callback"}}
 *   <li>{@code GET /_sim/settlement?merchant=&date=yyyy-MM-dd}; {@code POST /_sim/settlement} with {@code {"order", "omit"
 *       or "nextDay": true, or "amount" or "fee"}}; {@code DELETE} forgets it
 *   <li>what {@link ControlEndpoint} offers, {@code dossier} being the order
 * </ul>
 */
final class PaymentControl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PaymentSimulator gateway;
    private final ControlEndpoint others;

    PaymentControl(PaymentSimulator gateway) {
        this.gateway = gateway;
        this.others = new ControlEndpoint(gateway.desk());
    }

    void handle(HttpCall call) throws IOException {
        try {
            switch (call.method() + " " + call.path()) {
                case "POST /_sim/pay",
                        "POST /_sim/fail",
                        "POST /_sim/expire",
                        "POST /_sim/suspect",
                        "POST /_sim/tell" -> call.answer(json(payer(call.path(), JSON.readTree(call.body()))));
                case "GET /_sim/orders" -> call.answer(json(orders(parameter(call, "order"))));
                case "GET /_sim/callbacks" -> call.answer(json(callbacks(parameter(call, "order"))));
                case "POST /_sim/callbacks" -> {
                    treat(JSON.readTree(call.body()));
                    call.answer(HttpAnswer.empty(204));
                }
                case "DELETE /_sim/callbacks" -> {
                    gateway.callbacks().treatments().clear();
                    call.answer(HttpAnswer.empty(204));
                }
                case "POST /_sim/time" -> {
                    gateway.callbacks()
                            .compress(JSON.readTree(call.body())
                                    .path("compression")
                                    .asDouble(1));
                    call.answer(HttpAnswer.empty(204));
                }
                case "POST /_sim/merchant" -> {
                    register(JSON.readTree(call.body()));
                    call.answer(HttpAnswer.empty(204));
                }
                case "GET /_sim/settlement" -> call.answer(HttpAnswer.of(200, "text/plain; charset=utf-8", file(call)));
                case "POST /_sim/settlement" -> {
                    falsify(JSON.readTree(call.body()));
                    call.answer(HttpAnswer.empty(204));
                }
                case "DELETE /_sim/settlement" -> {
                    gateway.settlements().clear();
                    call.answer(HttpAnswer.empty(204));
                }
                default -> others.handle(call);
            }
        } catch (IllegalArgumentException | IOException wrong) {
            call.answer(HttpAnswer.of(400, "text/plain; charset=utf-8", String.valueOf(wrong.getMessage())));
        }
    }

    private ObjectNode payer(String path, JsonNode what) {
        String order = what.hasNonNull("url")
                ? gateway.visit(URI.create(what.get("url").asText())).reference()
                : what.path("order").asText();
        GatewayOrder decided = switch (path) {
            case "/_sim/pay" ->
                what.hasNonNull("amount")
                        ? gateway.pay(order, what.get("amount").asLong())
                        : gateway.pay(order);
            case "/_sim/fail" ->
                what.hasNonNull("code") ? gateway.fail(order, what.get("code").asText()) : gateway.fail(order);
            case "/_sim/expire" -> gateway.expire(order);
            case "/_sim/suspect" -> gateway.suspect(order);
            default -> gateway.tellAgain(order);
        };
        return json(decided);
    }

    private ArrayNode orders(String reference) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        gateway.orders().all().stream()
                .filter(order -> reference.isEmpty() || order.reference().equals(reference))
                .forEach(order -> list.add(json(order)));
        return list;
    }

    private ArrayNode callbacks(String reference) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        List<CallbackAttempt> attempts = reference.isEmpty()
                ? gateway.callbacks().attempts()
                : gateway.callbacks().attempts(reference);
        for (CallbackAttempt attempt : attempts) {
            list.addObject()
                    .put("order", attempt.order())
                    .put("number", attempt.number())
                    .put("at", attempt.at().toString())
                    .put("status", attempt.status())
                    .put("answer", attempt.answer())
                    .put("satisfied", attempt.satisfied());
        }
        return list;
    }

    private void treat(JsonNode what) {
        Treatments treatments = gateway.callbacks().treatments();
        Treatment[] next = StreamSupport.stream(what.path("next").spliterator(), false)
                .map(text -> Treatment.of(text.asText()))
                .toArray(Treatment[]::new);
        if (what.hasNonNull("weather")) {
            JsonNode weather = what.get("weather");
            treatments.weather(new Weather(
                    weather.path("seed").asLong(1),
                    weather.path("lost").asInt(),
                    weather.path("doubled").asInt(),
                    weather.path("late").asInt()));
        }
        if (what.hasNonNull("order")) {
            String order = what.get("order").asText();
            treatments.nextFor(order, next);
            if (what.hasNonNull("always")) {
                treatments.alwaysFor(order, Treatment.of(what.get("always").asText()));
            }
        } else {
            treatments.next(next);
            if (what.hasNonNull("always")) {
                treatments.always(Treatment.of(what.get("always").asText()));
            }
        }
    }

    private void register(JsonNode what) {
        gateway.register(new GatewayMerchant(
                what.path("id").asText(),
                JSON.convertValue(
                        what.path("keys"),
                        JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class)),
                what.hasNonNull("callback") ? URI.create(what.get("callback").asText()) : null));
    }

    private void falsify(JsonNode what) {
        String order = what.path("order").asText();
        SettlementDesk desk = gateway.settlements();
        if (what.path("omit").asBoolean()) {
            desk.omit(order);
        }
        if (what.path("nextDay").asBoolean()) {
            desk.nextDay(order);
        }
        if (what.hasNonNull("amount")) {
            desk.amount(order, what.get("amount").asLong());
        }
        if (what.hasNonNull("fee")) {
            desk.fee(order, what.get("fee").asLong());
        }
    }

    private String file(HttpCall call) {
        return gateway.settlement(parameter(call, "merchant"), LocalDate.parse(parameter(call, "date")));
    }

    private ObjectNode json(GatewayOrder order) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("order", order.reference())
                .put("merchant", order.merchant())
                .put("amount", order.amount())
                .put("money", order.money().name())
                .put("code", order.code())
                .put("paid", order.paid())
                .put("at", order.at() == null ? null : order.at().toString());
        order.transactions().forEach(json.putArray("transactions")::add);
        ArrayNode refunds = json.putArray("refunds");
        order.refunds()
                .forEach(refund -> refunds.addObject()
                        .put("id", refund.id())
                        .put("transaction", refund.transaction())
                        .put("amount", refund.amount())
                        .put("state", refund.state().name()));
        URI back = order.money() == GatewayOrder.Money.OPEN ? null : gateway.returnUrl(order.reference());
        return json.put("returnUrl", back == null ? null : back.toString());
    }

    private static HttpAnswer json(JsonNode json) {
        return HttpAnswer.json(200, json.toString());
    }

    private static String parameter(HttpCall call, String name) {
        for (String pair : call.query().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
