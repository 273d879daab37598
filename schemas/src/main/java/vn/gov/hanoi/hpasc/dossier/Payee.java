package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/** Where money for an obligation goes. */
public record Payee(String account, @Nullable String bankCode, String name) {}
