package vn.gov.hanoi.hpasc.hub.payment.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.http.MediaType;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** A small JSON object that a caller sent, read member by member; whatever is wrong is a refusal that says where. */
final class JsonBody {

    private static final int MOST_BYTES = 64 * 1024;
    private static final long LARGEST = 1L << 53;
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    static JsonBody of(HttpRequest request) {
        request.mediaType().require(MediaType.JSON);
        byte[] bytes = request.body(MOST_BYTES);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            JsonNode read = STRICT.readTree(bytes);
            if (read == null || !read.isObject()) {
                throw new Refusal(ErrorCode.MALFORMED, "not a JSON object");
            }
            return new JsonBody(read);
        } catch (CharacterCodingException wrong) {
            throw new Refusal(ErrorCode.WRONG_ENCODING);
        } catch (JsonProcessingException unreadable) {
            throw new Refusal(ErrorCode.MALFORMED, "not JSON: " + unreadable.getOriginalMessage());
        } catch (java.io.IOException impossible) {
            throw new Refusal(ErrorCode.MALFORMED, "not JSON");
        }
    }

    String text(String name, int least, int most) {
        String text = optional(name, most);
        if (text == null || text.length() < least) {
            throw wrong(name, "is required: a text of " + least + " to " + most + " characters");
        }
        return text;
    }

    @Nullable
    String optional(String name, int most) {
        JsonNode member = object.get(name);
        if (member == null || member.isNull()) {
            return null;
        }
        if (!member.isTextual()
                || member.textValue().length() > most
                || member.textValue().isBlank()
                || member.textValue().chars().anyMatch(Character::isISOControl)) {
            throw wrong(name, "is not a text of 1 to " + most + " characters");
        }
        return member.textValue().strip();
    }

    /** Whole đồng. */
    @Nullable
    Long optionalAmount(String name) {
        JsonNode member = object.get(name);
        if (member == null || member.isNull()) {
            return null;
        }
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw wrong(name, "is not a whole number of đồng");
        }
        long amount = member.longValue();
        if (amount <= 0 || amount > LARGEST) {
            throw wrong(name, "is not an amount above 0");
        }
        return amount;
    }

    private static Refusal wrong(String name, String why) {
        return new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/" + name, why));
    }
}
