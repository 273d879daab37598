package vn.gov.hanoi.hpasc.hub.delivery;

/** PostgreSQL is there and refuses the outcome itself: the same again would be refused again. */
final class Unrecordable extends StoreAway {

    private static final long serialVersionUID = 1L;

    Unrecordable(String reason) {
        super(reason);
    }
}
