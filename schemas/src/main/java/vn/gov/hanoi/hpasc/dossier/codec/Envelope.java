package vn.gov.hanoi.hpasc.dossier.codec;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Kind;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Known;

/** The CloudEvents attributes of one message, gathered in whatever order and from whatever wire they come. */
final class Envelope {

    /** The attributes the contract speaks of. */
    enum Attribute {
        SPECVERSION,
        ID,
        SOURCE,
        TYPE,
        SUBJECT,
        TIME,
        DATACONTENTTYPE,
        CORRECTS;

        private static final Map<String, Attribute> BY_NAME =
                Stream.of(values()).collect(Collectors.toUnmodifiableMap(Attribute::wire, Function.identity()));

        private final String wire = name().toLowerCase(Locale.ROOT);

        String wire() {
            return wire;
        }

        static @Nullable Attribute named(String name) {
            return BY_NAME.get(name);
        }
    }

    private static final Pattern JSON_TYPE =
            Pattern.compile("[ \\t]*(application|text)/([A-Za-z0-9!#$&^_.-]+\\+)?[jJ][sS][oO][nN][ \\t]*(;.*)?");
    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<Attribute> OPTIONAL = EnumSet.of(Attribute.CORRECTS, Attribute.DATACONTENTTYPE);
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_SUBJECT = 100;

    private final Faults faults;
    private final Map<Attribute, String> values = new EnumMap<>(Attribute.class);
    private final Set<Attribute> spoilt = EnumSet.noneOf(Attribute.class);

    Envelope(Faults faults) {
        this.faults = faults;
    }

    /** The attribute is there, but what it holds is no text; that was said already. */
    void spoilt(Attribute attribute) {
        spoilt.add(attribute);
    }

    void put(Attribute attribute, String value) {
        values.put(attribute, value);
    }

    /** The type, if it has been met and is one of ours. */
    @Nullable
    MessageType type() {
        String wire = values.get(Attribute.TYPE);
        return wire == null ? null : MessageType.fromWire(wire).orElse(null);
    }

    /** What a refusal may say of the message. */
    Known known() {
        String subject = values.get(Attribute.SUBJECT);
        return new Known(
                values.get(Attribute.SOURCE), values.get(Attribute.ID), subject == null ? null : spoken(subject));
    }

    /** The message; {@code data} is null only when something is at fault already. */
    DossierMessage message(@Nullable MessageData data, boolean envelopeAtFault) throws InvalidMessage {
        int before = faults.count();
        read(Attribute.SPECVERSION, Envelope::specversion);
        String id = read(Attribute.ID, text -> line(text, LONGEST_ID));
        AgencySource source = read(Attribute.SOURCE, AgencySource::of);
        String subject = read(Attribute.SUBJECT, text -> subject(line(text, LONGEST_SUBJECT)));
        Instant time = read(Attribute.TIME, Instants::parse);
        read(Attribute.DATACONTENTTYPE, Envelope::json);
        UUID corrects = read(Attribute.CORRECTS, Envelope::uuid);
        MessageType type = type();
        boolean complete = faults.count() == before && !envelopeAtFault;
        if (!complete || id == null || source == null || subject == null || time == null) {
            typed(type);
            throw new InvalidMessage(Kind.INVALID_ENVELOPE, "", faults.all(), known());
        }
        if (type == null) {
            throw untyped();
        }
        if (data == null || !faults.none()) {
            throw new InvalidMessage(Kind.INVALID_DATA, "", faults.all(), known());
        }
        return new DossierMessage(source, id, type, subject, time, corrects, data);
    }

    private void typed(@Nullable MessageType type) {
        if (type == null && values.containsKey(Attribute.TYPE)) {
            faults.addAt(Attribute.TYPE.wire(), "is not a type of message of this version");
        } else if (type == null && !spoilt.contains(Attribute.TYPE)) {
            faults.addAt(Attribute.TYPE.wire(), "is required");
        }
    }

    private InvalidMessage untyped() {
        typed(null);
        String type = Optional.ofNullable(values.get(Attribute.TYPE)).orElse("");
        Kind kind = type.isEmpty() ? Kind.INVALID_ENVELOPE : Kind.UNKNOWN_TYPE;
        return new InvalidMessage(kind, Texts.madeFit(type, 200), faults.all(), known());
    }

    private <T> @Nullable T read(Attribute attribute, Function<String, T> reader) {
        String value = values.get(attribute);
        if (value == null) {
            if (!OPTIONAL.contains(attribute) && !spoilt.contains(attribute)) {
                faults.addAt(attribute.wire(), "is required");
            }
            return null;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            faults.addAt(attribute.wire(), complaint(e));
            return null;
        }
    }

    /** The message of an exception of ours, never with a trace. */
    static String complaint(IllegalArgumentException e) {
        return Optional.ofNullable(e.getMessage())
                .map(said -> Texts.madeFit(said, 300))
                .orElse("is not valid");
    }

    private static String specversion(String value) {
        if (!value.equals("1.0")) {
            throw new IllegalArgumentException("is not 1.0");
        }
        return value;
    }

    private static String json(String value) {
        if (!JSON_TYPE.matcher(value).matches()) {
            throw new IllegalArgumentException("is not JSON");
        }
        return value;
    }

    private static UUID uuid(String value) {
        if (!UUID_SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("is not a UUID");
        }
        return UUID.fromString(value);
    }

    private static String line(String value, int most) {
        String line = Texts.canonical(value);
        if (line.isEmpty() || Texts.length(line) > most) {
            throw new IllegalArgumentException("does not have 1 to " + most + " characters");
        }
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                throw new IllegalArgumentException("has a control character");
            }
        }
        return line;
    }

    /** The dossier's code in one notation; an alias as it is. */
    static String subject(String value) {
        try {
            return new DossierCode(value).value();
        } catch (IllegalArgumentException notACode) {
            return value;
        }
    }

    private static @Nullable String spoken(String subject) {
        try {
            return subject(line(subject, LONGEST_SUBJECT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
