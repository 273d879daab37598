package vn.gov.hanoi.hpasc.hub.line;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Where a delivery is, and where it may go from there. */
public enum DeliveryState {
    /** Behind another one of its line. */
    WAITING("waiting"),
    /** Head of its line; goes on its way when it is due. */
    READY("ready"),
    /** With the broker, under call, or leased. */
    IN_FLIGHT("in-flight"),
    /** The destination has it. */
    DELIVERED("delivered"),
    /** It will not be delivered: corrected, or refused by an operator. */
    REFUSED("refused"),
    /** It is no longer wanted: the dossier was withdrawn. */
    CANCELLED("cancelled"),
    /** The destination said no, or a person must look; its line stands still. */
    PARKED("parked");

    private static final Map<DeliveryState, Set<DeliveryState>> MOVES = Map.of(
            WAITING, Set.of(READY, IN_FLIGHT, CANCELLED),
            READY, Set.of(IN_FLIGHT, CANCELLED),
            IN_FLIGHT, Set.of(DELIVERED, READY, PARKED),
            PARKED, Set.of(READY, IN_FLIGHT, REFUSED, CANCELLED),
            DELIVERED, Set.of(),
            REFUSED, Set.of(),
            CANCELLED, Set.of());

    private final String stored;

    DeliveryState(String stored) {
        this.stored = stored;
    }

    /** @throws IllegalArgumentException when {@code stored} is none */
    public static DeliveryState of(String stored) {
        return Arrays.stream(values())
                .filter(state -> state.stored.equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a delivery state: " + stored));
    }

    /** As the database and the API say it. */
    public String stored() {
        return stored;
    }

    private Set<DeliveryState> next() {
        return MOVES.getOrDefault(this, Set.of());
    }

    /** Whether nothing more will happen to it. */
    public boolean finished() {
        return next().isEmpty();
    }

    public boolean mayBecome(DeliveryState next) {
        return next().contains(next);
    }
}
