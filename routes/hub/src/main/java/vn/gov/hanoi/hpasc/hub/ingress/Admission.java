package vn.gov.hanoi.hpasc.hub.ingress;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Acceptance;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;

/**
 * Waits for receipts, but not for ever: a sender that waits ties up both sides. Whoever is sent away unconfirmed asks again
 * with the same id and learns what became of the message.
 */
@Component
public class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final Acceptance acceptance;
    private final Duration patience;

    Admission(Acceptance acceptance, IngressProperties limits) {
        this.acceptance = acceptance;
        this.patience = limits.patience();
    }

    public AcceptResult admit(Candidate candidate) {
        return await(
                acceptance.accept(candidate), refused(ErrorCode.NOT_CONFIRMED_IN_TIME), refused(ErrorCode.INTERNAL));
    }

    /** As {@link Acceptance#acceptInOrder}, a result for each candidate. */
    public List<AcceptResult> admitInOrder(List<Candidate> candidates, boolean predecessors, Duration patience) {
        return await(
                acceptance.acceptInOrder(candidates, predecessors),
                patience,
                all(candidates, ErrorCode.NOT_CONFIRMED_IN_TIME),
                all(candidates, ErrorCode.INTERNAL));
    }

    /** As above, with the patience of a caller that waits on the line. */
    public List<AcceptResult> admitInOrder(List<Candidate> candidates, boolean predecessors) {
        return admitInOrder(candidates, predecessors, patience);
    }

    private <T> T await(CompletableFuture<T> future, T late, T failed) {
        return await(future, patience, late, failed);
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience, T late, T failed) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            return late;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return late;
        } catch (ExecutionException broken) {
            LOG.atError().setCause(broken.getCause()).log("ingress.accept-failed");
            return failed;
        }
    }

    private static List<AcceptResult> all(List<Candidate> candidates, ErrorCode code) {
        AcceptResult result = refused(code);
        return candidates.stream().map(candidate -> result).toList();
    }

    private static AcceptResult refused(ErrorCode code) {
        Problem problem = Problem.of(code);
        return new AcceptResult.Refused(code.httpStatus() == 503 ? problem.retryAfter(COME_BACK) : problem);
    }
}
