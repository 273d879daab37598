package vn.gov.hanoi.hpasc.hub.payment.obligation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That an obligation is to be taken back, and what became of that. Withdrawing a dossier does not cancel what it owes: whoever
 * raised it must say so.
 *
 * @param requestedBy the exchange that asked; null where nobody did and it was revoked all the same
 * @param reason why, as the request says
 * @param answeredBy the exchange that answered; null while it waits
 * @param note what the answer says
 */
public record Revocation(
        String obligationId,
        State state,
        @Nullable UUID requestedBy,
        @Nullable Instant requestedAt,
        @Nullable String reason,
        @Nullable UUID answeredBy,
        @Nullable Instant answeredAt,
        @Nullable String note) {

    /** How far it is. */
    public enum State {
        /** Asked for, not answered. */
        OPEN,
        /** The obligation is no longer owed. */
        REVOKED,
        /** It stays owed. */
        REFUSED,
        /** The obligation was raised anew since. */
        OVER
    }

    static Revocation requested(String obligationId, UUID by, Instant at, String reason) {
        return new Revocation(obligationId, State.OPEN, by, at, reason, null, null, null);
    }

    static Revocation unasked(String obligationId) {
        return new Revocation(obligationId, State.OPEN, null, null, null, null, null, null);
    }

    Revocation answered(State answer, UUID by, Instant at, @Nullable String said) {
        return new Revocation(obligationId, answer, requestedBy, requestedAt, reason, by, at, said);
    }

    public boolean open() {
        return state == State.OPEN;
    }
}
