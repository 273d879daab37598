package vn.gov.hanoi.hpasc.connectors.departments.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;

/** A department's answers, read. */
final class RestDepartmentMapper {

    private static final int LONGEST_REFERENCE = 255;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RestDepartmentMapper() {}

    /** Success is an empty body, or an object that may hold a {@code reference}; anything else proves nothing. */
    static DeliveryOutcome toOutcome(byte[] answer) {
        if (answer.length == 0) {
            return new DeliveryOutcome.Accepted(null);
        }
        JsonNode json = parsed(answer);
        if (json == null || !json.isObject()) {
            return senseless("neither empty nor a JSON object");
        }
        JsonNode reference = json.path("reference");
        if (reference.isMissingNode() || reference.isNull()) {
            return new DeliveryOutcome.Accepted(null);
        }
        boolean fits = reference.isTextual() && reference.asText().length() <= LONGEST_REFERENCE;
        return fits
                ? new DeliveryOutcome.Accepted(reference.asText())
                : senseless("reference is not a text of at most " + LONGEST_REFERENCE + " characters");
    }

    /** What a refusal says: the detail or title of a problem, else the text itself. */
    static String toReason(String answer) {
        JsonNode json = parsed(answer.getBytes(StandardCharsets.UTF_8));
        String said = json == null ? null : firstText(json, "detail", "title", "message");
        return HttpStatusOutcome.shortened(said == null ? answer.strip() : said);
    }

    private static @Nullable String firstText(JsonNode json, String... names) {
        for (String name : names) {
            if (json.path(name).isTextual()) {
                return json.path(name).asText();
            }
        }
        return null;
    }

    private static DeliveryOutcome senseless(String why) {
        return new DeliveryOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, why);
    }

    private static @Nullable JsonNode parsed(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException notJson) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
