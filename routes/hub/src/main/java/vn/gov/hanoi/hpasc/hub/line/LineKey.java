package vn.gov.hanoi.hpasc.hub.line;

import java.util.Comparator;

/** Which line: what one destination gets of one dossier. */
public record LineKey(long dossierId, String destination) implements Comparable<LineKey> {

    private static final Comparator<LineKey> ORDER =
            Comparator.comparingLong(LineKey::dossierId).thenComparing(LineKey::destination);

    @Override
    public int compareTo(LineKey other) {
        return ORDER.compare(this, other);
    }
}
