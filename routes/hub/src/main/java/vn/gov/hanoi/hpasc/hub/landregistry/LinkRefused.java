package vn.gov.hanoi.hpasc.hub.landregistry;

/** A file is not fetched. The reason is told to people, in Vietnamese; it never names what is behind an address. */
final class LinkRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    private LinkRefused(String reason, boolean forGood) {
        super(reason, null, false, false);
        this.forGood = forGood;
    }

    static LinkRefused forGood(String reason) {
        return new LinkRefused(reason, true);
    }

    /** Another attempt may do better. */
    static LinkRefused forNow(String reason) {
        return new LinkRefused(reason, false);
    }

    boolean isForGood() {
        return forGood;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
