package vn.gov.hanoi.hpasc.dossier;

/** An open obligation of a withdrawn dossier must be revoked by whoever raised it. */
public record RevocationRequested(String obligationId, String reason) implements MessageData {}
