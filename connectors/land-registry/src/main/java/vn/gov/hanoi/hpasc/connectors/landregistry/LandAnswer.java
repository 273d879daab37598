package vn.gov.hanoi.hpasc.connectors.landregistry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What the land registry said, judged in this one place. */
sealed interface LandAnswer {

    /** Taken. */
    record Taken() implements LandAnswer {}

    /** It is there already, which is as good. */
    record Exists() implements LandAnswer {}

    /** Not now. */
    record Busy(String message) implements LandAnswer {}

    /** It has no such dossier. */
    record Absent(String message) implements LandAnswer {}

    /** No. */
    record Refused(String message) implements LandAnswer {}

    /** Nobody can tell. */
    record Senseless(String why) implements LandAnswer {}

    ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads a body {@code {data, status: {success, code, type, time, message}}}; success is never guessed from a text. */
    static LandAnswer of(byte[] body, LandRegistryProperties.Answers answers) {
        JsonNode said;
        try {
            said = JSON.readTree(body);
        } catch (IOException notJson) {
            return new Senseless("the answer is not JSON");
        }
        JsonNode status = said == null ? JSON.missingNode() : said.path("status");
        if (!status.isObject()) {
            return new Senseless("the answer has no status");
        }
        JsonNode success = status.path("success");
        String message = status.path("message").asText("");
        if (success.isBoolean()) {
            return success.asBoolean() ? new Taken() : no(message, status, answers);
        }
        boolean taken = said.path("data").asInt(0) == 1
                && answers.codes().contains(status.path("code").asText(""));
        return taken ? new Taken() : new Senseless("the answer does not say whether it is a success");
    }

    private static LandAnswer no(String message, JsonNode status, LandRegistryProperties.Answers answers) {
        if (tells(message, answers.exists())) {
            return new Exists();
        }
        if (tells(message, answers.absent())) {
            return new Absent(message);
        }
        if (tells(message, answers.busy())) {
            return new Busy(message);
        }
        return new Refused(
                message.isBlank() ? "status code " + status.path("code").asText("none") : message);
    }

    private static boolean tells(String message, Set<String> texts) {
        String read = plain(message);
        return texts.stream().anyMatch(text -> read.contains(plain(text)));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
