package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/** An amount due with the dossier, as the procedure lays down. */
public record Fee(@Nullable String code, String name, ChargeKind kind, Vnd amount) {}
