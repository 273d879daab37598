package vn.gov.hanoi.hpasc.hub.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/** Tells a problem as RFC 9457 says. */
public final class ProblemJson {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ProblemJson() {}

    public static byte[] render(Problem problem, Locale language) {
        try {
            return JSON.writeValueAsBytes(Told.of(problem, language));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
