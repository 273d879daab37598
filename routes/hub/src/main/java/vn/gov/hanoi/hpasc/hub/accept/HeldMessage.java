package vn.gov.hanoi.hpasc.hub.accept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param protocol by which it came
 * @param judged whether its dossier is there and its sender was found to have no relation to it
 */
record HeldMessage(
        UUID exchangeId,
        DossierMessage message,
        long position,
        Reason reason,
        @Nullable Instant deadline,
        AgencyCode sender,
        Candidate.Protocol protocol,
        boolean judged) {

    /**
     * Several rows' messages in the order of acceptance. Exchange ids grow with time; where the clocks of two nodes disagree,
     * a row's own order goes first.
     */
    static List<HeldMessage> inOrder(List<List<HeldMessage>> rows) {
        SortedMap<String, List<HeldMessage>> byTime = new TreeMap<>();
        for (List<HeldMessage> row : rows) {
            String latest = "";
            for (HeldMessage message : row) {
                String id = message.exchangeId().toString();
                latest = id.compareTo(latest) > 0 ? id : latest;
                byTime.computeIfAbsent(latest, none -> new ArrayList<>()).add(message);
            }
        }
        return byTime.values().stream().flatMap(List::stream).toList();
    }

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
