package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/** The officer who acted. */
public record Officer(
        String name, @Nullable String title, @Nullable String unit) {}
