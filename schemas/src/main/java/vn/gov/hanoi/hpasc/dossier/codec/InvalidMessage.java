package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent is not a message of the contract. Nothing of the input's text is in the exception's own message. */
public final class InvalidMessage extends Exception {

    /** More would help nobody and could be made to grow without bound. */
    public static final int MOST_FAULTS = 20;

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String argument;
    private final transient List<Fault> faults;
    private final transient Known known;

    /** What is wrong; the names are those of the hub's error codes. */
    public enum Kind {
        MALFORMED,
        INVALID_ENVELOPE,
        INVALID_DATA,
        UNKNOWN_TYPE,
        FORBIDDEN_CHARACTER,
        DUPLICATE_KEY,
        TOO_DEEP,
        WRONG_ENCODING,
        FORBIDDEN_XML,
        TOO_MANY_ITEMS
    }

    /**
     * One place of the input.
     *
     * @param pointer RFC 6901 JSON pointer from the envelope, {@code ""} for the whole; the same for JSON and XML
     * @param message what is wrong there, in English
     */
    public record Fault(String pointer, String message) {}

    /**
     * What could be read of the envelope before or in spite of the fault, as sent; lets a refusal name its message.
     *
     * @param source the sender as it names itself, not yet believed
     * @param id the sender's id of the message
     * @param subject the dossier's code or alias, one notation
     */
    public record Known(
            @Nullable String source,
            @Nullable String id,
            @Nullable String subject) {

        static final Known NOTHING = new Known(null, null, null);
    }

    InvalidMessage(Kind kind, String argument, List<Fault> faults, Known known) {
        super(kind + (faults.isEmpty() ? "" : " at " + faults.getFirst().pointer()), null, false, false);
        this.kind = kind;
        this.argument = argument;
        this.faults = faults.stream().limit(MOST_FAULTS).toList();
        this.known = known;
    }

    static InvalidMessage of(Kind kind, String argument) {
        return new InvalidMessage(kind, argument, List.of(), Known.NOTHING);
    }

    InvalidMessage knowing(Known whatIsKnown) {
        return new InvalidMessage(kind, argument, faults, whatIsKnown);
    }

    public Kind kind() {
        return kind;
    }

    /** What fills the placeholder of the error's message: the parser's complaint, the unknown type, the field, the limit. */
    public String argument() {
        return argument;
    }

    /** What is wrong and where; empty when the kind says it all. */
    public List<Fault> faults() {
        return faults;
    }

    /** What could be read of the envelope. */
    public Known known() {
        return known;
    }
}
