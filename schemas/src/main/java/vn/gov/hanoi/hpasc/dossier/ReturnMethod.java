package vn.gov.hanoi.hpasc.dossier;

/** How the result reached the citizen. */
public enum ReturnMethod {
    COUNTER,
    ONLINE,
    POST
}
