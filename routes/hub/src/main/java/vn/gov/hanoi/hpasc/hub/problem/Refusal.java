package vn.gov.hanoi.hpasc.hub.problem;

import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/**
 * Ends a route with a problem that its wire then renders. It is an expected answer, not a failure of the hub, so it
 * carries no stack trace: bad input must not cost more than good input.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.code().wire(), null, false, false);
        this.problem = problem;
    }

    public Refusal(ErrorCode code, String... arguments) {
        this(Problem.of(code, arguments));
    }

    public Problem problem() {
        return problem;
    }
}
