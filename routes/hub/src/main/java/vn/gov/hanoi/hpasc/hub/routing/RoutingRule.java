package vn.gov.hanoi.hpasc.hub.routing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;

/**
 * One rule, for one type of message.
 *
 * @param statuses in which the message leaves the dossier; empty for any
 * @param sectors of the procedure; empty for any
 * @param recipients who must know
 */
record RoutingRule(Set<DossierStatus> statuses, Set<String> sectors, List<Recipient> recipients) {

    /** Whom a rule names. */
    sealed interface Recipient {

        /** The agency that decides the dossier. */
        record HandlingAgency() implements Recipient {}

        /** The branch or ward point that took the dossier in. */
        record ReceivingBranch() implements Recipient {}

        /** The agencies that take part in the dossier. */
        record Participants() implements Recipient {}

        /** Always the same destination. */
        record Named(String destination) implements Recipient {}
    }

    /** Whether it holds for every message of its type. */
    boolean unconditional() {
        return statuses.isEmpty() && sectors.isEmpty();
    }

    /** Whether it holds for a dossier in {@code status} whose procedure is of {@code sector}; null where not known. */
    boolean holds(@Nullable DossierStatus status, @Nullable String sector) {
        return (statuses.isEmpty() || (status != null && statuses.contains(status)))
                && (sectors.isEmpty() || (sector != null && sectors.contains(sector)));
    }
}
