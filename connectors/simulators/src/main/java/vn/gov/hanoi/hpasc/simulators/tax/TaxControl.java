package vn.gov.hanoi.hpasc.simulators.tax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/**
 * Lets a person or another process direct the tax office, in JSON; each answer is the hub's:
 *
 * <ul>
 *   <li>{@code POST /_sim/notices} with {@code [{"dossier", "number", "amount", "payer"?, "date"?, "name"?}]}
 *   <li>{@code POST /_sim/vouchers} with {@code {"dossier", "notice", "amount", "paidAt"?, "status"?}}
 *   <li>{@code POST /_sim/bomb} with {@code {"kind", "dossier"}}, the kind as in {@link Bomb}
 *   <li>{@code POST /_sim/again}: every call once more
 * </ul>
 */
final class TaxControl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaxOffice office;

    TaxControl(TaxOffice office) {
        this.office = office;
    }

    void handle(HttpCall call) throws IOException {
        try {
            JsonNode order = call.body().length == 0 ? JSON.nullNode() : JSON.readTree(call.body());
            call.answer(
                    switch (call.method() + " " + call.path()) {
                        case "POST /_sim/notices" -> told(office.notices(notices(order)));
                        case "POST /_sim/vouchers" -> told(office.voucher(voucher(order)));
                        case "POST /_sim/bomb" ->
                            told(office.bomb(
                                    Bomb.valueOf(text(order, "kind", "").toUpperCase(Locale.ROOT)),
                                    text(order, "dossier", "")));
                        case "POST /_sim/again" ->
                            HttpAnswer.json(
                                    200,
                                    office.again().stream()
                                            .map(TaxOffice.Answer::body)
                                            .collect(Collectors.joining(",", "[", "]")));
                        default -> HttpAnswer.empty(404);
                    });
        } catch (IllegalArgumentException senseless) {
            call.answer(HttpAnswer.of(400, "text/plain; charset=utf-8", String.valueOf(senseless.getMessage())));
        }
    }

    private static HttpAnswer told(TaxOffice.Answer answer) {
        return HttpAnswer.json(answer.status(), answer.body());
    }

    private static List<TaxNotice> notices(JsonNode order) {
        List<TaxNotice> notices = new ArrayList<>();
        for (JsonNode one : order.isArray() ? order : JSON.createArrayNode().add(order)) {
            TaxNotice plain = TaxNotice.of(text(one, "dossier", ""), text(one, "number", ""), 0);
            notices.add(plain.asking(text(one, "amount", ""))
                    .by(text(one, "payer", plain.payer()))
                    .dated(text(one, "date", plain.date()))
                    .named(text(one, "name", plain.name())));
        }
        return notices;
    }

    private static TaxVoucher voucher(JsonNode order) {
        TaxVoucher plain = TaxVoucher.of(text(order, "dossier", ""), text(order, "notice", ""), 0);
        return plain.of(text(order, "amount", ""))
                .at(text(order, "paidAt", plain.paidAt()))
                .status(text(order, "status", plain.status()));
    }

    private static String text(JsonNode order, String name, String otherwise) {
        return order.path(name).asText(otherwise);
    }
}
