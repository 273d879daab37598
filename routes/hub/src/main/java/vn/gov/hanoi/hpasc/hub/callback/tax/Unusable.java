package vn.gov.hanoi.hpasc.hub.callback.tax;

/** Why a call as a whole cannot be used, in the words that the caller gets: Vietnamese, without anything of its content. */
final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unusable(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
