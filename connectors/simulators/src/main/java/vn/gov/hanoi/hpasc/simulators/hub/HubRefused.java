package vn.gov.hanoi.hpasc.simulators.hub;

/** The hub said no to a message. */
public final class HubRefused extends Exception {

    private static final long serialVersionUID = 1L;

    public HubRefused(String message) {
        super(message);
    }
}
