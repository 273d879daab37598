package vn.gov.hanoi.hpasc.hub.accept;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;

/**
 * An accepted message that cannot go on yet.
 *
 * @param exchangeId which
 * @param message what it says
 * @param position among the messages of the dossier it was held under
 * @param reason why it waits
 * @param deadline when it is refused; null where only a person ends the wait
 * @param sender the agency that sent it
 * @param judged whether its dossier is there and its sender was found to have no relation to it
 */
record HeldMessage(
        UUID exchangeId,
        DossierMessage message,
        long position,
        Reason reason,
        @Nullable Instant deadline,
        AgencyCode sender,
        boolean judged) {

    /** Why a message waits. */
    enum Reason {
        UNKNOWN_DOSSIER("unknown-dossier"),
        UNKNOWN_PROCEDURE("unknown-procedure");

        private final String stored;

        Reason(String stored) {
            this.stored = stored;
        }

        String stored() {
            return stored;
        }

        static Reason of(String stored) {
            return stored.equals(UNKNOWN_DOSSIER.stored) ? UNKNOWN_DOSSIER : UNKNOWN_PROCEDURE;
        }
    }
}
