package vn.gov.hanoi.hpasc.dossier;

/** Who asks. */
public enum ApplicantKind {
    CITIZEN,
    BUSINESS,
    STATE_AGENCY,
    OTHER
}
