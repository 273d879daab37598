package vn.gov.hanoi.hpasc.hub.tax;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where a row is on its way; the moves are in {@link #GRAPH}. */
public enum TaxState {
    /** For its dossier. */
    WAITING,
    /** To be said as a message. */
    READY,
    /** The message was accepted. */
    ACCEPTED,
    /** Kept, and nothing follows of it: a payment that was not made. */
    RECORDED,
    /** The same fact came under another code of the dossier. */
    SAME,
    /** Another row said otherwise before: a person decides. */
    CONFLICT,
    /** It cannot be used: a person decides. */
    PARKED,
    /** A person put another row in its place. */
    REPLACED,
    /** A person put it aside. */
    DISMISSED;

    private static final Map<TaxState, Set<TaxState>> GRAPH = new EnumMap<>(Map.of(
            WAITING, EnumSet.of(READY, SAME, CONFLICT, DISMISSED),
            READY, EnumSet.of(ACCEPTED, PARKED),
            ACCEPTED, EnumSet.of(REPLACED),
            RECORDED, EnumSet.noneOf(TaxState.class),
            SAME, EnumSet.noneOf(TaxState.class),
            CONFLICT, EnumSet.of(READY, DISMISSED),
            PARKED, EnumSet.of(READY, REPLACED, DISMISSED),
            REPLACED, EnumSet.noneOf(TaxState.class),
            DISMISSED, EnumSet.noneOf(TaxState.class)));

    boolean mayBecome(TaxState next) {
        return Objects.requireNonNull(GRAPH.get(this)).contains(next);
    }

    /** Whether it is good for whoever sent it. */
    public boolean taken() {
        return switch (this) {
            case READY, ACCEPTED, RECORDED, SAME, REPLACED -> true;
            case WAITING, CONFLICT, PARKED, DISMISSED -> false;
        };
    }

    /** As it is shown and stored. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaxState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
