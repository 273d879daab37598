package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;

/** What the portal said, judged in this one place. */
sealed interface PortalAnswer {

    /** Done. */
    record Done(JsonNode said) implements PortalAnswer {}

    /** It is there already. */
    record Exists(String message) implements PortalAnswer {}

    /** It is not there. */
    record Absent(String message) implements PortalAnswer {}

    /** The session is not taken. */
    record NoSession(String message) implements PortalAnswer {}

    /** Not now. */
    record Busy(String message) implements PortalAnswer {}

    /**
     * No.
     *
     * @param said the whole answer; may tell of each row
     */
    record Refused(String message, JsonNode said) implements PortalAnswer {}

    ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Whether {@code said} has a code of success. */
    static boolean success(JsonNode said, PortalProperties.Answers answers) {
        JsonNode code = said.path("error_code");
        return (code.isTextual() || code.isIntegralNumber())
                && answers.success().contains(code.asText().strip());
    }

    /**
     * Reads the body of a 2xx.
     *
     * @throws PortalSilent when it makes no sense; success is never guessed from a text
     */
    static PortalAnswer of(byte[] body, PortalProperties.Answers answers) throws PortalSilent {
        JsonNode said = parsed(body);
        if (success(said, answers)) {
            return new Done(said);
        }
        JsonNode code = said.path("error_code");
        if (!code.isTextual() && !code.isIntegralNumber()) {
            throw new PortalSilent(ErrorCode.SENSELESS_ANSWER, "the answer has no error_code");
        }
        String message = said.path("message").asText("");
        if (tells(message, answers.session())) {
            return new NoSession(message);
        }
        if (tells(message, answers.exists())) {
            return new Exists(message);
        }
        if (tells(message, answers.absent())) {
            return new Absent(message);
        }
        if (tells(message, answers.busy())) {
            return new Busy(message);
        }
        return new Refused(message.isBlank() ? "error_code " + code.asText() : message, said);
    }

    private static boolean tells(String message, Set<String> texts) {
        String read = plain(message);
        return texts.stream().anyMatch(text -> read.contains(plain(text)));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static JsonNode parsed(byte[] body) throws PortalSilent {
        try {
            JsonNode said = JSON.readTree(body);
            if (said == null || !said.isObject()) {
                throw new PortalSilent(ErrorCode.SENSELESS_ANSWER, "the answer is not a JSON object");
            }
            return said;
        } catch (JsonProcessingException notJson) {
            throw new PortalSilent(ErrorCode.SENSELESS_ANSWER, "the answer is not JSON");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
