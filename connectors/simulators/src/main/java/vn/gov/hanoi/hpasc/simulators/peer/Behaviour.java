package vn.gov.hanoi.hpasc.simulators.peer;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated system treats one call. Each has a short text form for scripts, see {@link #of}.
 *
 * <p>Only {@link Accept}, {@link Slow} and {@link TakeThen} let the message take effect.
 */
public sealed interface Behaviour {

    /** Takes the message and says so: {@code accept}. */
    record Accept() implements Behaviour {}

    /** Takes the message and says so after a while: {@code slow:200ms}. */
    record Slow(Duration delay) implements Behaviour {}

    /** A business no, in the protocol's own words: {@code refuse:422:Thiếu giấy tờ}. */
    record Refuse(int status, String reason) implements Behaviour {}

    /** A bare HTTP status without the protocol's words: {@code status:503}, {@code status:429:2s}. */
    record Status(int status, @Nullable Duration retryAfter) implements Behaviour {}

    /** Reads the call and says nothing for a while, then closes the connection: {@code hang:10s}. */
    record Hang(Duration silence) implements Behaviour {}

    /** Reads the call and resets the connection (RST): {@code reset}. */
    record Reset() implements Behaviour {}

    /** Answers 200 with something that makes no sense: {@code garbage:html}. */
    record Garbage(Nonsense nonsense) implements Behaviour {}

    /** Takes the message, but then behaves as if it had not: {@code take+hang:10s}, {@code take+reset}. */
    record TakeThen(Behaviour then) implements Behaviour {}

    /** Kinds of answers without sense. */
    enum Nonsense {
        /** A web page, as a proxy's log-in form. */
        HTML,
        /** The beginning of a JSON object, its length told right. */
        JSON,
        /** A length is told and the connection closed before it is reached. */
        TRUNCATED,
        /** Well-formed XML of another service. */
        XML,
        /** Not even HTTP. */
        NOISE,
        /** More than anyone should read. */
        ENDLESS
    }

    /** Whether the message takes effect at the system. */
    default boolean takes() {
        return this instanceof Accept || this instanceof Slow || this instanceof TakeThen;
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when {@code text} is none
     */
    static Behaviour of(String text) {
        if (text.startsWith("take+")) {
            return new TakeThen(of(text.substring("take+".length())));
        }
        String[] words = text.split(":", 3);
        return switch (words[0]) {
            case "accept" -> new Accept();
            case "reset" -> new Reset();
            case "slow" -> new Slow(duration(word(words, 1, text)));
            case "hang" -> new Hang(duration(word(words, 1, text)));
            case "refuse" ->
                new Refuse(Integer.parseInt(word(words, 1, text)), words.length > 2 ? words[2] : "Hồ sơ không hợp lệ");
            case "status" ->
                new Status(Integer.parseInt(word(words, 1, text)), words.length > 2 ? duration(words[2]) : null);
            case "garbage" -> new Garbage(Nonsense.valueOf(word(words, 1, text).toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException("not a behaviour: " + text);
        };
    }

    private static String word(String[] words, int index, String text) {
        if (index >= words.length) {
            throw new IllegalArgumentException("not a behaviour, something is missing: " + text);
        }
        return words[index];
    }

    private static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }
}
