package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/** The answer to a revocation request. */
public record Revoked(
        String obligationId,
        RevocationDecision decision,
        @Nullable String note) implements MessageData {}
