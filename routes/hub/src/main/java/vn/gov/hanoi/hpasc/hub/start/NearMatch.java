package vn.gov.hanoi.hpasc.hub.start;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant who mistyped a name. */
final class NearMatch {

    private static final int LEAST = 2;
    private static final int LETTERS_A_SLIP = 6;

    private NearMatch() {}

    /** The known name nearest to {@code name}; empty when none is near. */
    static Optional<String> of(String name, Collection<String> known) {
        String letters = letters(name);
        return known.stream()
                .filter(candidate -> distance(letters, letters(candidate)) <= slips(letters))
                .min(Comparator.comparingInt(candidate -> distance(letters, letters(candidate))));
    }

    /** One or two slips in a short name, more in a long one. */
    private static int slips(String letters) {
        return Math.max(LEAST, letters.length() / LETTERS_A_SLIP);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9*]", "");
    }

    /** How many letters must be put in, left out or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
