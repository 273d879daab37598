package vn.gov.hanoi.hpasc.hub.storage;

/** Something outside the hub keeps it from starting, and a person can help. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param what what is wrong
     * @param action what to do about it
     */
    public CannotStart(String what, String action) {
        super(what);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
