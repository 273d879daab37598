package vn.gov.hanoi.hpasc.hub.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/**
 * Tells a problem on the queue of receipts: problem+json that also names the message it is about.
 *
 * @param source the refused message's, as far as it could be read
 * @param id the refused message's, as far as it could be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueRefusal(
        @Nullable String source,
        @Nullable String id,
        @JsonUnwrapped Told problem) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    public static QueueRefusal of(@Nullable String source, @Nullable String id, Problem problem, Locale language) {
        return new QueueRefusal(source, id, Told.of(problem, language));
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
