package vn.gov.hanoi.hpasc.hub.identity;

import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/** The caller did not prove who it is. */
public final class Unauthenticated extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Unauthenticated(ErrorCode code, String reason) {
        super(reason, null, false, false);
        this.problem = Problem.at(code, "", reason);
    }

    /** What to tell the caller; says nothing of the token but what is wrong with it. */
    public Problem problem() {
        return problem;
    }
}
