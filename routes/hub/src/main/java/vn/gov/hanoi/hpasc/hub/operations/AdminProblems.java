package vn.gov.hanoi.hpasc.hub.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.ProblemJson;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** What operators are told when something is wrong, the same at each address of theirs. */
@RestControllerAdvice(basePackageClasses = AdminProblems.class)
class AdminProblems {

    private static final int LONGEST = 1000;

    @ExceptionHandler(Refusal.class)
    ResponseEntity<byte[]> refused(Refusal refusal, HttpServletRequest request) {
        return answer(refusal.problem(), request);
    }

    @ExceptionHandler(StoreUnavailable.class)
    ResponseEntity<byte[]> storeUnavailable(HttpServletRequest request) {
        return answer(Problem.of(ErrorCode.STORE_UNAVAILABLE).retryAfter(Duration.ofSeconds(2)), request);
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, MethodArgumentTypeMismatchException.class})
    ResponseEntity<byte[]> unreadable(HttpServletRequest request) {
        return answer(Problem.of(ErrorCode.MALFORMED, "{\"operator\": \"...\", \"reason\": \"...\"}"), request);
    }

    static ResponseEntity<byte[]> answer(Problem problem, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.code().httpStatus())
                .header(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        Duration wait = problem.retryAfter();
        if (wait != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
        return answer.body(ProblemJson.render(problem, Languages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    /** What an operator gave, fit to be kept; empty when it was nothing. */
    static String text(@Nullable String given) {
        String text = given == null ? "" : given.strip().replace('\0', ' ');
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /**
     * What an operator must give.
     *
     * @param what it says, for whoever left it out
     */
    static String required(@Nullable String given, String name, String what) {
        String text = text(given);
        if (text.isEmpty()) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_PARAMETER, "/" + name, "is required: " + what, name));
        }
        return text;
    }
}
