package vn.gov.hanoi.hpasc.dossier;

/** What an amount is by law: phí, lệ phí or thuế. */
public enum ChargeKind {
    FEE,
    CHARGE,
    TAX
}
