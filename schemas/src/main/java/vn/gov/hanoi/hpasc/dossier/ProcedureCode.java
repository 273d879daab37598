package vn.gov.hanoi.hpasc.dossier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The code of an administrative procedure (mã TTHC) in the national catalogue, as in {@code 1.012753}; an online
 * service of it adds groups, as in {@code 1.012753.01}.
 *
 * @param value the code
 */
public record ProcedureCode(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("\\d\\.\\d{6}(\\.\\d{2})*");

    /** @throws IllegalArgumentException when {@code value} has another shape */
    @JsonCreator
    public ProcedureCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a procedure code (1.012753): " + value);
        }
    }

    /** The procedure without the groups of its online service: {@code 1.012753.01} gives {@code 1.012753}. */
    public ProcedureCode procedure() {
        return value.length() == 8 ? this : new ProcedureCode(value.substring(0, 8));
    }

    @Override
    public String toString() {
        return value;
    }
}
