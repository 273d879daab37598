package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;

/**
 * A file that a call names.
 *
 * @param kind KieuFile as it was written
 * @param link where it lies; null for a paper that was named only
 */
record LandFile(
        String name, @Nullable String kind, @Nullable String link) {

    DocumentReference document() {
        return new DocumentReference(name, null, null, null, null, null);
    }
}
