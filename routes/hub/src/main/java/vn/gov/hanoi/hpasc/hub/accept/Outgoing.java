package vn.gov.hanoi.hpasc.hub.accept;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;

/**
 * A delivery to be made.
 *
 * @param exchangeId the message
 * @param dossier whose line
 * @param destination which line
 * @param mark {@code late} or {@code gap} of a message that was held; null for all others
 * @param replaces the parked delivery whose place it takes; null for a new place at the end
 */
record Outgoing(
        UUID exchangeId,
        DossierState dossier,
        String destination,
        @Nullable String mark,
        @Nullable Correctable replaces) {}
