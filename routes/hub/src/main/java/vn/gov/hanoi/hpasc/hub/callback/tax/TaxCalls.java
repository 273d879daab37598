package vn.gov.hanoi.hpasc.hub.callback.tax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.tax.TaxDesk;
import vn.gov.hanoi.hpasc.hub.tax.TaxItem;
import vn.gov.hanoi.hpasc.hub.tax.TaxKind;
import vn.gov.hanoi.hpasc.hub.tax.TaxRow;

/**
 * Calls of the tax office, answered as the portal answers: 0 all rows were taken, 1 all are kept and some wait for a dossier
 * or a person, -1 nothing of it was taken. The same call gets the same answer.
 */
@Component
class TaxCalls {

    private static final Logger LOG = LoggerFactory.getLogger(TaxCalls.class);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int MOST_VOUCHERS = 200;
    /** Calls that are held in memory at the same time, whoever makes them. */
    private static final int AT_ONCE = 4;

    private static final Duration WAIT = Duration.ofSeconds(3);

    private final TaxDoor door;
    private final TaxCallLog log;
    private final TaxDesk desk;
    private final TaxCallbackProperties properties;
    private final TaxMapper mapper;
    private final MeterRegistry meters;
    private final Semaphore places = new Semaphore(AT_ONCE);

    TaxCalls(TaxDoor door, TaxCallLog log, TaxDesk desk, TaxCallbackProperties properties, MeterRegistry meters) {
        this.door = door;
        this.log = log;
        this.desk = desk;
        this.properties = properties;
        this.mapper = new TaxMapper(properties);
        this.meters = meters;
    }

    HttpAnswer notices(HttpRequest request) {
        return answer(request, TaxKind.NOTICE, this::noticesOf);
    }

    HttpAnswer vouchers(HttpRequest request) {
        return answer(request, TaxKind.VOUCHER, this::vouchersOf);
    }

    /** The body is read before a place is taken, so that one that drips keeps nobody out. */
    private HttpAnswer answer(HttpRequest request, TaxKind kind, Function<TaxBody.Read, List<TaxItem>> reader) {
        if (!door.mayCallFrom(request)) {
            return stranger(request, kind, new byte[0]);
        }
        byte[] body;
        try {
            body = request.unverifiedBody(properties.maxBytes());
        } catch (Refusal refusal) {
            return refused(kind, refusal.problem());
        }
        try {
            if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return refused(kind, Problem.of(ErrorCode.OVERLOADED));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return refused(kind, Problem.of(ErrorCode.OVERLOADED));
        }
        try {
            return inside(request, kind, body, reader);
        } finally {
            places.release();
        }
    }

    private HttpAnswer inside(
            HttpRequest request, TaxKind kind, byte[] body, Function<TaxBody.Read, List<TaxItem>> reader) {
        try {
            Envelope envelope = known(request, body);
            if (envelope == null) {
                return stranger(request, kind, body);
            }
            desk.mustBeOpen();
            return decided(log.keep(request, kind, body, envelope), kind, body, reader);
        } catch (Refusal refusal) {
            return refused(kind, refusal.problem());
        } catch (StoreUnavailable away) {
            return refused(kind, Problem.of(ErrorCode.STORE_UNAVAILABLE));
        }
    }

    /** The outside of the call; null when its key is none of ours. */
    private @Nullable Envelope known(HttpRequest request, byte[] body) {
        try {
            Envelope envelope = Envelope.open(body);
            return door.admits(request, envelope.key()) ? envelope : null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    private HttpAnswer stranger(HttpRequest request, TaxKind kind, byte[] body) {
        meters.counter("hub.tax.calls", "kind", kind.wire(), "verdict", "stranger")
                .increment();
        log.keepStranger(request, kind, body);
        return said(UNAUTHORIZED, -1, "Không được phép", null);
    }

    private HttpAnswer decided(UUID callId, TaxKind kind, byte[] body, Function<TaxBody.Read, List<TaxItem>> reader) {
        try {
            TaxBody.Read read = TaxBody.read(body, properties.maxFileBytes());
            List<TaxItem> items = reader.apply(read);
            List<TaxRow> rows = desk.take(
                    callId,
                    items,
                    page -> log.decided(
                            page,
                            callId,
                            "taken",
                            field(read.fields(), "Service"),
                            field(read.fields(), "IsUpdating")));
            return told(kind, rows);
        } catch (Unusable unusable) {
            return unusable(callId, kind, unusable.why());
        } catch (IOException notJson) {
            return unusable(callId, kind, "Dữ liệu không phải JSON hợp lệ, hoặc tệp không phải base64");
        }
    }

    private HttpAnswer unusable(UUID callId, TaxKind kind, String why) {
        log.refused(callId, "refused: " + why);
        LOG.atInfo()
                .addKeyValue("event", "callback.tax.refused")
                .addKeyValue("call", callId)
                .addKeyValue("why", why)
                .log("a call of the tax office was not taken");
        meters.counter("hub.tax.calls", "kind", kind.wire(), "verdict", "refused")
                .increment();
        return said(OK, -1, why, null);
    }

    private static @Nullable String field(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        String text = value.isValueNode() && !value.isNull() ? value.asText().replace('\0', ' ') : null;
        return text != null && text.length() > 100 ? text.substring(0, 100) : text;
    }

    private List<TaxItem> noticesOf(TaxBody.Read read) {
        byte[] file = read.file();
        if (file == null || file.length == 0) {
            throw new Unusable("Thiếu Data.FileThongBaoThue");
        }
        List<TaxItem> items = NoticeFile.read(file, properties.maxRows()).stream()
                .map(mapper::notice)
                .toList();
        if (items.isEmpty()) {
            throw new Unusable("Tệp thông báo thuế không có thông báo nào");
        }
        return items;
    }

    private List<TaxItem> vouchersOf(TaxBody.Read read) {
        JsonNode data = read.fields().path("Data");
        List<JsonNode> vouchers = new ArrayList<>();
        if (data.isArray()) {
            data.forEach(vouchers::add);
        } else {
            vouchers.add(data);
        }
        if (vouchers.isEmpty()
                || vouchers.size() > MOST_VOUCHERS
                || !vouchers.stream().allMatch(JsonNode::isObject)) {
            throw new Unusable("Data phải là một chứng từ, hoặc danh sách từ 1 đến " + MOST_VOUCHERS + " chứng từ");
        }
        return vouchers.stream().map(mapper::voucher).toList();
    }

    private HttpAnswer told(TaxKind kind, List<TaxRow> rows) {
        ArrayNode told = JsonNodeFactory.instance.arrayNode();
        int waiting = 0;
        for (TaxRow row : rows) {
            ObjectNode one = told.addObject();
            one.put("MaHoSo", row.item().dossier());
            one.put(kind == TaxKind.NOTICE ? "SoQuyetDinh" : "MaThongBaoThue", number(row));
            boolean taken = row.state().taken();
            one.put("KetQua", taken ? 0 : 1);
            if (!taken) {
                waiting++;
                one.put(
                        "MaLyDo",
                        row.reason() == null ? row.state().wire() : row.reason().wire());
                one.put("LyDo", row.reason() == null ? "" : row.reason().vietnamese());
            }
            meters.counter(
                            "hub.tax.told",
                            "kind",
                            kind.wire(),
                            "state",
                            row.state().wire())
                    .increment();
        }
        meters.counter("hub.tax.calls", "kind", kind.wire(), "verdict", "taken").increment();
        return waiting == 0
                ? said(OK, 0, "Thành công", told)
                : said(OK, 1, "Đã nhận; " + waiting + "/" + rows.size() + " dòng chờ xử lý", told);
    }

    private static @Nullable String number(TaxRow row) {
        var fact = row.item().fact();
        Map<String, String> said = row.item().said();
        return fact != null
                ? fact.number()
                : said.getOrDefault("SO_QUYET_DINH", said.get("ThongTinThanhToan.MaThongBaoThue"));
    }

    private HttpAnswer refused(TaxKind kind, Problem problem) {
        int status = switch (problem.code()) {
            case TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> problem.code().httpStatus();
            default -> problem.code().temporary() ? problem.code().httpStatus() : OK;
        };
        meters.counter(
                        "hub.tax.calls",
                        "kind",
                        kind.wire(),
                        "verdict",
                        problem.code().wire())
                .increment();
        return said(status, -1, problem.code().wire() + " " + problem.message(Languages.VIETNAMESE), null);
    }

    private static HttpAnswer said(int status, int code, String message, @Nullable ArrayNode rows) {
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message);
        if (rows != null) {
            answer.set("result", rows);
        }
        return new HttpAnswer(
                status,
                "application/json;charset=UTF-8",
                status / 100 == 5 || status == 429 ? Map.of("Retry-After", "2") : Map.of(),
                answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
