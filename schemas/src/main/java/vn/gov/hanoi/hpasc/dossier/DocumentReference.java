package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/**
 * A file of the dossier, by reference.
 *
 * @param sha256 of the file, lower-case hex
 * @param size bytes
 * @param component the catalogue's code of the required paper (mã thành phần hồ sơ)
 * @param number the document's own number
 */
public record DocumentReference(
        String name,
        @Nullable String mediaType,
        @Nullable String sha256,
        @Nullable Long size,
        @Nullable String component,
        @Nullable String number) {}
