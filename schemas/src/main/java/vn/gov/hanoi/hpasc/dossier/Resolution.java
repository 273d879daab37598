package vn.gov.hanoi.hpasc.dossier;

/** How the handling agency decided. */
public enum Resolution {
    GRANTED,
    REFUSED,
    STOPPED
}
