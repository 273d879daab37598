package vn.gov.hanoi.hpasc.connectors.spi;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One refusal, before it is rendered for a wire (RFC 9457 problem+json, a SOAP fault, a refusal on the queue).
 *
 * @param code which error
 * @param arguments what fills the placeholders of the code's message
 * @param faults what is wrong and where, at most {@value #MOST_FAULTS}; empty when the code says it all
 * @param retryAfter when it makes sense to try again; null when it never does
 */
public record Problem(
        ErrorCode code,
        List<String> arguments,
        List<Fault> faults,
        @Nullable Duration retryAfter) {

    /** More would help nobody and could be made to grow without bound. */
    public static final int MOST_FAULTS = 20;

    /**
     * One place of the input.
     *
     * @param pointer RFC 6901 JSON pointer, {@code ""} for the whole
     * @param message what is wrong there, in English
     */
    public record Fault(String pointer, String message) {}

    public Problem {
        arguments = List.copyOf(arguments);
        faults = faults.stream().limit(MOST_FAULTS).toList();
    }

    public static Problem of(ErrorCode code, String... arguments) {
        return new Problem(code, List.of(arguments), List.of(), null);
    }

    /** A problem at one place of the input. */
    public static Problem at(ErrorCode code, String pointer, String message, String... arguments) {
        return new Problem(code, List.of(arguments), List.of(new Fault(pointer, message)), null);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(code, arguments, faults, wait);
    }

    /** What the code says, in Vietnamese when {@code language} says so, else in English. */
    public String message(Locale language) {
        return code.message(language, arguments.toArray());
    }
}
