package vn.gov.hanoi.hpasc.hub.accept;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;

/**
 * A message that will be written.
 *
 * @param entry the message
 * @param exchangeId the hub's id of it
 * @param dossier what it speaks of
 * @param position n-th message of the dossier
 * @param mark {@code late}, {@code gap}, {@code held} or null
 * @param before the dossier's status before it
 * @param after the dossier's status after it
 */
record Taken(
        Entry entry,
        UUID exchangeId,
        DossierState dossier,
        long position,
        @Nullable String mark,
        @Nullable DossierStatus before,
        @Nullable DossierStatus after) {}
