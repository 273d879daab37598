package vn.gov.hanoi.hpasc.dossier.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Text;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Whole;

/** The values without members: how each Java type is read from a text or a number, and written again. */
final class Leaves {

    /** Says the same as {@link Texts#canonical}, which every text passes anyway. */
    private static final String ANY_TEXT = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]*$";

    private Leaves() {}

    static Text text(Class<?> type, JsonNode schema) {
        if (type == Instant.class) {
            return new Text(0, 64, null, Instants::parse, instant -> Instants.format((Instant) instant), true);
        }
        if (type == AgencyCode.class) {
            return new Text(0, 64, null, AgencyCode::new, Object::toString, true);
        }
        if (type == ProcedureCode.class) {
            return new Text(0, most(schema), null, ProcedureCode::new, Object::toString, true);
        }
        if (type == UUID.class) {
            Pattern shape = pattern(schema);
            return new Text(
                    0, 64, shape, text -> UUID.fromString(text.toLowerCase(Locale.ROOT)), Object::toString, true);
        }
        if (type.isEnum()) {
            return constant(type, schema);
        }
        if (type != String.class) {
            throw new IllegalStateException("no text: " + type);
        }
        Pattern pattern = pattern(schema);
        boolean code = pattern != null && !schema.has("minLength");
        return new Text(
                schema.path("minLength").asInt(0), most(schema), pattern, text -> text, text -> (String) text, code);
    }

    private static Text constant(Class<?> type, JsonNode schema) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(constant -> ((Enum<?>) constant).name(), Function.identity()));
        Set<String> named = new HashSet<>();
        schema.required("enum").forEach(name -> named.add(name.asText()));
        if (!named.equals(constants.keySet())) {
            throw new IllegalStateException(type + " and its schema have different constants");
        }
        String complaint =
                "is not one of " + String.join(", ", named.stream().sorted().toList());
        Function<String, Object> of = text -> {
            Object constant = constants.get(text);
            if (constant == null) {
                throw new IllegalArgumentException(complaint);
            }
            return constant;
        };
        return new Text(0, Integer.MAX_VALUE, null, of, constant -> ((Enum<?>) constant).name(), true);
    }

    static Whole whole(Class<?> type, JsonNode schema) {
        long least = schema.required("minimum").asLong();
        long most = schema.required("maximum").asLong();
        if (type == Vnd.class) {
            return new Whole(least, most, Vnd::new, amount -> ((Vnd) amount).amount());
        }
        if (type == DossierStatus.class) {
            return new Whole(
                    least, most, number -> DossierStatus.of((int) number), status -> ((DossierStatus) status).number());
        }
        if (type == Long.class) {
            return new Whole(least, most, Long::valueOf, number -> (Long) number);
        }
        throw new IllegalStateException("no number: " + type);
    }

    private static int most(JsonNode schema) {
        return schema.path("maxLength").asInt(Integer.MAX_VALUE);
    }

    private static @Nullable Pattern pattern(JsonNode schema) {
        String pattern = schema.required("pattern").asText();
        // Matched as a whole: the $ of Java, unlike that of JSON Schema, lets a line end stand behind it.
        if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
            throw new IllegalStateException("not anchored: " + pattern);
        }
        return pattern.equals(ANY_TEXT) ? null : Pattern.compile(pattern);
    }
}
