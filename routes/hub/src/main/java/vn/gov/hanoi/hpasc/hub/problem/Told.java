package vn.gov.hanoi.hpasc.hub.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/**
 * A problem in words: the members of problem+json (RFC 9457), which the other wires carry too.
 *
 * @param type names the kind of problem; nothing needs to be fetched from it
 * @param title what kind of problem, in English, the same at every occurrence
 * @param status the HTTP status that goes with it
 * @param detail what is wrong, in the caller's language
 * @param code {@code HUB-nnn}
 * @param origin whose error it is: {@code caller}, {@code hub} or {@code destination}
 * @param retryAfter seconds after which trying again makes sense; null when it never does
 * @param errors where it is wrong; empty when the detail says it all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Told(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String origin,
        @Nullable Long retryAfter,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.Fault> errors) {

    private static final String TYPE = "urn:vn:gov:hanoi:hpasc:problem:";
    private static final int LONGEST = 500;

    /** Puts {@code problem} in words. Whatever of it the caller sent is cut to a length and freed of control characters. */
    public static Told of(Problem problem, Locale language) {
        String code = problem.code().wire();
        return new Told(
                TYPE + code,
                title(problem),
                problem.code().httpStatus(),
                presentable(problem.message(language)),
                code,
                problem.code().origin().name().toLowerCase(Locale.ROOT),
                problem.retryAfter() == null
                        ? null
                        : Math.max(1, problem.retryAfter().toSeconds()),
                problem.faults().stream()
                        .map(fault -> new Problem.Fault(presentable(fault.pointer()), presentable(fault.message())))
                        .toList());
    }

    private static String title(Problem problem) {
        String words = problem.code().name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Characters that XML 1.0 or a log line cannot hold become U+FFFD. */
    private static String presentable(String text) {
        StringBuilder presentable = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
        text.codePoints().limit(LONGEST).map(Told::harmless).forEach(presentable::appendCodePoint);
        return presentable.length() < text.length() ? presentable.append('…').toString() : presentable.toString();
    }

    private static int harmless(int character) {
        boolean harmful = Character.isISOControl(character)
                || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
                || (character & 0xFFFE) == 0xFFFE;
        return harmful ? 0xFFFD : character;
    }
}
