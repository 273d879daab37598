package vn.gov.hanoi.hpasc.hub.identity;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** The caller did not prove who it is. */
public final class Unauthenticated extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private final @Nullable String claimed;

    Unauthenticated(ErrorCode code, String reason) {
        this(code, reason, null);
    }

    private Unauthenticated(ErrorCode code, String reason, @Nullable String claimed) {
        super(reason, null, false, false);
        this.problem = Problem.at(code, "", reason);
        this.claimed = claimed;
    }

    /** The same of a caller that says it is {@code agency}. */
    Unauthenticated claiming(AgencyCode agency) {
        return new Unauthenticated(problem.code(), getMessage(), agency.value());
    }

    /** The agency that the caller says it is; null when it says nothing of the kind. */
    public @Nullable String claimed() {
        return claimed;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What to tell the caller; says nothing of the token but what is wrong with it. */
    public Problem problem() {
        return problem;
    }
}
