package vn.gov.hanoi.hpasc.hub.ingress.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.delivery.Inbox;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.InboxDesk;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.MediaType;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** The inbox in JSON. */
@Component
class InboxCalls {

    private static final int OK = 200;
    private static final HttpAnswer RECORDED = new HttpAnswer(204, MediaType.JSON, Map.of(), new byte[0]);
    private static final int MOST_BYTES = 64 * 1024;
    private static final MessageCodec CODEC = new MessageCodec();
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final InboxDesk desk;

    InboxCalls(InboxDesk desk) {
        this.desk = desk;
    }

    /** The names are public. */
    private record InboxView(List<LeasedView> deliveries) {}

    /** One leased delivery; the names are public. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record LeasedView(
            UUID deliveryId,
            UUID idempotencyKey,
            UUID exchangeId,
            long sequence,
            int attempt,
            Instant leasedUntil,
            @JsonRawValue String message) {

        static LeasedView of(Inbox.Leased leased) {
            Delivery delivery = leased.delivery();
            return new LeasedView(
                    delivery.deliveryId(),
                    delivery.key(),
                    delivery.exchangeId(),
                    delivery.sequence(),
                    delivery.attempt(),
                    leased.leasedUntil(),
                    event(delivery));
        }
    }

    /** As a webhook would have got it. */
    private static String event(Delivery delivery) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("exchangeid", delivery.exchangeId());
        extensions.put("idempotencykey", delivery.key());
        extensions.put("sequence", delivery.sequence());
        if (delivery.mark() != null) {
            extensions.put("mark", delivery.mark());
        }
        return new String(CODEC.toJson(delivery.message(), extensions), StandardCharsets.UTF_8);
    }

    HttpAnswer lease(Call call) {
        List<Inbox.Leased> leased = desk.lease(call.caller(), call.request().parameter("limit"));
        return Json.answer(OK, new InboxView(leased.stream().map(LeasedView::of).toList()));
    }

    /** What an agency says became of a delivery that it fetched. */
    record Outcome(Agency agency, UUID deliveryId, Inbox.Report report) {}

    /** Reads what the call says; its body may come slowly, and must keep nobody waiting. */
    Outcome read(Call call) {
        UUID deliveryId = InboxDesk.uuid(call.request().variable("deliveryId"), "deliveryId");
        call.request().mediaType().require(MediaType.JSON);
        return new Outcome(call.caller(), deliveryId, report(call.request().body(MOST_BYTES)));
    }

    HttpAnswer report(Outcome outcome) {
        desk.report(outcome.agency(), outcome.deliveryId(), outcome.report());
        return RECORDED;
    }

    private static Inbox.Report report(byte[] body) {
        JsonNode report = parsed(body);
        JsonNode accepted = report.path("accepted");
        if (!accepted.isBoolean()) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/accepted", "must be true or false"));
        }
        return new Inbox.Report(accepted.asBoolean(), text(report, "reference"), text(report, "reason"));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            JsonNode report = STRICT.readTree(body);
            if (!report.isObject()) {
                throw new Refusal(ErrorCode.MALFORMED, "not a JSON object");
            }
            return report;
        } catch (CharacterCodingException notUtf8) {
            throw new Refusal(ErrorCode.WRONG_ENCODING);
        } catch (JsonParseException duplicate) {
            throw new Refusal(
                    String.valueOf(duplicate.getOriginalMessage()).startsWith("Duplicate field")
                            ? Problem.of(ErrorCode.DUPLICATE_KEY, "?")
                            : Problem.of(ErrorCode.MALFORMED, "not JSON"));
        } catch (JsonProcessingException senseless) {
            throw new Refusal(ErrorCode.MALFORMED, "not JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable String text(JsonNode report, String name) {
        JsonNode value = report.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/" + name, "must be a text"));
        }
        if (value.asText().indexOf('\0') >= 0) {
            throw new Refusal(ErrorCode.FORBIDDEN_CHARACTER);
        }
        return value.asText();
    }
}
