package vn.gov.hanoi.hpasc.dossier;

/** What became of a revocation request. */
public enum RevocationDecision {
    REVOKED,
    REFUSED
}
