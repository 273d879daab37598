package vn.gov.hanoi.hpasc.hub.commit;

/** PostgreSQL did not answer a question; the asker is told 503 and comes back. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("PostgreSQL is away: " + cause.getMessage(), cause);
    }
}
