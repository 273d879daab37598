package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/**
 * One paper the citizen must bring or correct.
 *
 * @param component the catalogue's code of the required paper
 */
public record SupplementItem(
        String name, @Nullable String component, @Nullable String note) {}
