package vn.gov.hanoi.hpasc.connectors.payments.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a query or a form, each as it was written and as it reads. */
public final class FormFields {

    /** More than any gateway sends, and few enough that nobody can keep us busy. */
    private static final int MOST = 64;

    private final List<Field> fields;

    private FormFields(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * One field.
     *
     * @param name as it reads
     * @param value as it reads
     * @param raw the name, an equals sign and the value as they were written
     */
    public record Field(String name, String value, String raw) {}

    /**
     * Takes a query apart. Empty when it cannot be read in one way only: an escape that is none, bytes that are not UTF-8,
     * a name twice (however it was written), or too many fields.
     */
    public static Optional<FormFields> read(String query) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String[] pairs = query.split("&", MOST + 1);
        if (pairs.length > MOST) {
            return Optional.empty();
        }
        for (String pair : pairs) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (name == null || value == null || !names.add(name)) {
                return Optional.empty();
            }
            fields.add(new Field(name, value, equals < 0 ? pair + "=" : pair));
        }
        return Optional.of(new FormFields(List.copyOf(fields)));
    }

    public List<Field> all() {
        return fields;
    }

    /** Values by name. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.name(), field.value()));
        return values;
    }

    private static @Nullable String decoded(String written) {
        ByteBuffer bytes = ByteBuffer.allocate(written.length());
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            if (c == '%') {
                int escaped = escaped(written, at);
                if (escaped < 0) {
                    return null;
                }
                bytes.put((byte) escaped);
                at += 2;
            } else if (c <= ' ' || c > '~') {
                return null;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static int escaped(String written, int at) {
        if (at + 2 >= written.length()) {
            return -1;
        }
        int high = Character.digit(written.charAt(at + 1), 16);
        int low = Character.digit(written.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
