package vn.gov.hanoi.hpasc.hub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** A dossier's timeline, as the hub gives it in JSON, in a form a person likes to read. */
final class TimelineText {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private static final Map<String, String> VIETNAMESE = Map.ofEntries(
            Map.entry("submitted", "nộp hồ sơ"),
            Map.entry("progressed", "tiến độ xử lý"),
            Map.entry("supplement-requested", "yêu cầu bổ sung"),
            Map.entry("supplemented", "đã bổ sung"),
            Map.entry("obligation-raised", "nghĩa vụ tài chính"),
            Map.entry("payment-confirmed", "đã thanh toán"),
            Map.entry("payment-refunded", "đã hoàn tiền"),
            Map.entry("resolved", "đã có kết quả"),
            Map.entry("returned", "đã trả kết quả"),
            Map.entry("withdrawn", "rút hồ sơ"),
            Map.entry("reopened", "mở lại"),
            Map.entry("revocation-requested", "đề nghị thu hồi"),
            Map.entry("revoked", "đã thu hồi"));

    private final Agencies agencies;

    TimelineText(Agencies agencies) {
        this.agencies = agencies;
    }

    String of(JsonNode timeline) {
        StringBuilder text = new StringBuilder();
        JsonNode dossier = timeline.path("dossier");
        line(text, "Hồ sơ / Dossier", dossier.path("code").asText());
        line(
                text,
                "Thủ tục / Procedure",
                dossier.path("procedure").asText() + "  "
                        + shortened(dossier.path("procedureName").asText(), 70));
        line(text, "Tiếp nhận / Received by", dossier.path("receivingBranch").asText());
        line(
                text,
                "Giải quyết / Handled by",
                named(dossier.path("handlingAgency").asText()));
        line(
                text,
                "Trạng thái / Status",
                "%d  %s (%s)"
                        .formatted(
                                dossier.path("status").asInt(),
                                dossier.path("statusVi").asText(),
                                dossier.path("statusEn").asText()));
        text.append('\n');
        row(text, "#", "Giờ / Time", "Ai / Who", "Việc / What", "Đến / Delivered to");
        int number = 0;
        for (JsonNode message : timeline.path("messages")) {
            message(text, ++number, message);
        }
        return text.toString();
    }

    private void message(StringBuilder text, int number, JsonNode message) {
        Instant accepted = Instant.parse(message.path("acceptedAt").asText());
        String type = message.path("type").asText().replaceAll("^.*\\.([a-z-]+)\\.v\\d+$", "$1");
        String what = VIETNAMESE.getOrDefault(type, type) + " · " + type
                + (message.has("mark") ? " (" + message.path("mark").asText() + ")" : "");
        String who = message.path("source").asText().replace("/agencies/", "");
        if (message.path("deliveries").isEmpty()) {
            row(text, Integer.toString(number), CLOCK.format(accepted), who, what, "—");
        }
        String lead = Integer.toString(number);
        String time = CLOCK.format(accepted);
        for (JsonNode delivery : message.path("deliveries")) {
            row(text, lead, time, who, what, delivery(delivery, accepted));
            lead = "";
            time = "";
            who = "";
            what = "";
        }
    }

    private static String delivery(JsonNode delivery, Instant accepted) {
        String place = "%s #%d"
                .formatted(
                        delivery.path("destination").asText(),
                        delivery.path("sequence").asLong());
        String state = delivery.path("state").asText();
        if (!delivery.has("finishedAt")) {
            return "%-24s %s%s"
                    .formatted(
                            place,
                            state,
                            delivery.has("reason")
                                    ? ": " + delivery.path("reason").asText()
                                    : "");
        }
        Duration took = Duration.between(
                accepted, Instant.parse(delivery.path("finishedAt").asText()));
        int attempts = delivery.path("attempts").asInt();
        return "%-24s %s +%d ms%s"
                .formatted(place, state, took.toMillis(), attempts > 1 ? ", " + attempts + " attempts" : "");
    }

    private String named(String code) {
        try {
            return agencies.byCode(new AgencyCode(code))
                    .map(Agency::vietnameseName)
                    .map(name -> code + "  " + name)
                    .orElse(code);
        } catch (IllegalArgumentException none) {
            return code;
        }
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("  %-26s %s%n".formatted(label, value));
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("  %3s  %-12s  %-8s  %-42s %s%n".formatted((Object[]) cells));
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1).stripTrailing() + "…";
    }
}
