package vn.gov.hanoi.hpasc.simulators.landregistry;

/** Which of the two systems is played. */
public enum LandFlavour {
    VBDLIS,
    /** Other names, and nobody gets in without a token. */
    ILIS
}
