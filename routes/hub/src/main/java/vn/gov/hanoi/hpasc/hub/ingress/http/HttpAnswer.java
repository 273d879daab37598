package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.ProblemJson;

/**
 * What an HTTP route answers.
 *
 * @param headers besides content type and length; never made of what a caller sent
 */
@SuppressWarnings("ArrayRecordComponent") // written out once, never compared
public record HttpAnswer(int status, String contentType, Map<String, String> headers, byte[] body)
        implements HttpReply {

    private static final Duration SOON = Duration.ofSeconds(2);

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    public static HttpAnswer json(int status, byte[] body) {
        return new HttpAnswer(status, MediaType.JSON, Map.of(), body);
    }

    /** Tells a problem. A 503 always says when to come back. */
    public static HttpAnswer problem(Problem problem, Locale language) {
        Problem told =
                problem.code().httpStatus() == 503 && problem.retryAfter() == null ? problem.retryAfter(SOON) : problem;
        return new HttpAnswer(
                told.code().httpStatus(),
                ProblemJson.MEDIA_TYPE,
                headers(told, language),
                ProblemJson.render(told, language));
    }

    static HttpAnswer methodNotAllowed(String allowed, Locale language) {
        Problem problem = Problem.of(ErrorCode.METHOD_NOT_ALLOWED);
        return new HttpAnswer(
                problem.code().httpStatus(),
                ProblemJson.MEDIA_TYPE,
                Map.of("Content-Language", language.getLanguage(), "Allow", allowed.replace(",", ", ")),
                ProblemJson.render(problem, language));
    }

    private static Map<String, String> headers(Problem problem, Locale language) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Language", language.equals(Languages.VIETNAMESE) ? "vi" : "en");
        Duration wait = problem.retryAfter();
        if (wait != null) {
            headers.put("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        }
        if (problem.code().httpStatus() == 401) {
            headers.put("WWW-Authenticate", "Bearer realm=\"hub\"");
        }
        return headers;
    }

    @Override
    public void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        headers.forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, contentType);
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + " " + contentType + "]";
    }
}
