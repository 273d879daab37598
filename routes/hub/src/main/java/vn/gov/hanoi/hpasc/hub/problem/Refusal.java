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
    private final boolean recorded;

    public Refusal(Problem problem) {
        this(problem, false);
    }

    private Refusal(Problem problem, boolean recorded) {
        super(problem.code().wire(), null, false, false);
        this.problem = problem;
        this.recorded = recorded;
    }

    public Refusal(ErrorCode code, String... arguments) {
        this(Problem.of(code, arguments));
    }

    /** A refusal whose security event, if it is one, was recorded where it was decided. */
    public static Refusal recorded(Problem problem) {
        return new Refusal(problem, true);
    }

    /** Whether its security event was recorded already. */
    public boolean isRecorded() {
        return recorded;
    }

    public Problem problem() {
        return problem;
    }
}
