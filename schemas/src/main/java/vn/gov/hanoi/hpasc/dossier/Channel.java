package vn.gov.hanoi.hpasc.dossier;

/** How the dossier came in. */
public enum Channel {
    COUNTER,
    ONLINE,
    POST
}
