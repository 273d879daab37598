package vn.gov.hanoi.hpasc.dossier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The code of a dossier (mã hồ sơ): {@code <agency code>-<yyMMdd or yyyyMMdd>-<running number>}, as in
 * {@code H26.103.25.7-250908-0112}. The agency part is kept in the left-anchored notation, see {@link AgencyCode}.
 *
 * <p>Checked loosely on purpose: the date and the number belong to whoever issued the code.
 *
 * @param value the normalised code
 */
public record DossierCode(@JsonValue String value) implements Comparable<DossierCode> {

    private static final Pattern SHAPE =
            Pattern.compile("(?:000\\.\\d\\d\\.\\d\\d\\.)?[A-Z]\\d{2}(?:\\.\\d{1,3}){0,4}-(?:\\d{6}|\\d{8})-\\d{4,7}");

    /** @throws IllegalArgumentException when {@code value} has another shape */
    @JsonCreator
    public DossierCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a dossier code (H26.103.25.7-250908-0112): " + value);
        }
        int dash = value.indexOf('-');
        if (value.startsWith("000.")) {
            value = new AgencyCode(value.substring(0, dash)).value() + value.substring(dash);
        }
    }

    /** A dossier code in one notation; any other text, as an alias, as it is. */
    public static String oneNotation(String text) {
        return SHAPE.matcher(text).matches() ? new DossierCode(text).value() : text;
    }

    /** The agency that issued the code; not necessarily the one that handles the dossier. */
    public AgencyCode issuer() {
        return new AgencyCode(value.substring(0, value.indexOf('-')));
    }

    @Override
    public int compareTo(DossierCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
