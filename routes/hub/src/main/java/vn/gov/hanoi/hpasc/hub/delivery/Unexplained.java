package vn.gov.hanoi.hpasc.hub.delivery;

/** The outcome failed alone, for a reason nobody knows: the same again may do, but not for ever. */
final class Unexplained extends StoreAway {

    private static final long serialVersionUID = 1L;

    Unexplained(String reason) {
        super(reason);
    }
}
