package vn.gov.hanoi.hpasc.hub.sandbox;

/**
 * What the hub said to a message.
 *
 * @param kind whether to go on, to try again or to give up
 * @param text for a person
 */
record Answer(Kind kind, String text) {

    /** What to do next. */
    enum Kind {
        RECEIPT,
        LATER,
        REFUSED
    }
}
