package vn.gov.hanoi.hpasc.dossier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The code of an agency (mã định danh) in one notation: left-anchored, {@code H26.103.25.7}, as Decision 20/2020/QĐ-TTg
 * writes it.
 *
 * <p>The older right-anchored notation of QCVN 102:2016, {@code 000.00.01.H26}, is turned around on construction and its
 * all-zero groups are dropped: {@code H26.01}. Nothing is looked up: that an agency also goes by an unrelated code is
 * said in its descriptor.
 *
 * @param value the code in the left-anchored notation
 */
public record AgencyCode(@JsonValue String value) implements Comparable<AgencyCode> {

    private static final Pattern LEFT_ANCHORED = Pattern.compile("[A-Z]\\d{2}(?:\\.\\d{1,3}){0,4}");
    private static final Pattern RIGHT_ANCHORED = Pattern.compile("(?:\\d{2,3}\\.){1,4}[A-Z]\\d{2}");

    /** @throws IllegalArgumentException when {@code value} is neither notation */
    @JsonCreator
    public AgencyCode {
        value = normalised(value);
    }

    private static String normalised(String value) {
        if (LEFT_ANCHORED.matcher(value).matches()) {
            return value;
        }
        if (!RIGHT_ANCHORED.matcher(value).matches()) {
            throw new IllegalArgumentException("not an agency code (H26.103.25.7 or 000.00.01.H26): " + value);
        }
        List<String> groups = new ArrayList<>(List.of(value.split("\\.")));
        Collections.reverse(groups);
        groups.removeIf(group -> group.chars().allMatch(digit -> digit == '0'));
        return String.join(".", groups);
    }

    @Override
    public int compareTo(AgencyCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
