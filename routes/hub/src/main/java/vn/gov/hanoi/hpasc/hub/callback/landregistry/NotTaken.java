package vn.gov.hanoi.hpasc.hub.callback.landregistry;

/** A call is not taken; the message tells the land registry why, in Vietnamese. */
final class NotTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    NotTaken(String message) {
        this(200, message);
    }

    /** @param status of HTTP, for what is no matter of the land registry's officers */
    NotTaken(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String told() {
        return String.valueOf(getMessage());
    }
}
