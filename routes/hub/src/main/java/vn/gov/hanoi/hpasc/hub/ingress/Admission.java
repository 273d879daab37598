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
import vn.gov.hanoi.hpasc.hub.ingress.limits.AgencyQuotas;
import vn.gov.hanoi.hpasc.hub.ingress.limits.Lease;
import vn.gov.hanoi.hpasc.hub.ingress.limits.Origin;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;

/**
 * Waits for receipts, but not for ever: a sender that waits ties up both sides. Whoever is sent away unconfirmed asks again
 * with the same id and learns what became of the message.
 */
@Component
public class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final Acceptance acceptance;
    private final AgencyQuotas quotas;
    private final Duration patience;

    Admission(Acceptance acceptance, AgencyQuotas quotas, IngressProperties limits) {
        this.acceptance = acceptance;
        this.quotas = quotas;
        this.patience = limits.patience();
    }

    /** @throws vn.gov.hanoi.hpasc.hub.problem.Refusal when too much of the sender waits already */
    public AcceptResult admit(Candidate candidate) {
        return admitInOrder(List.of(candidate), false).getFirst();
    }

    /**
     * As {@link Acceptance#acceptInOrder}, a result for each candidate.
     *
     * @throws vn.gov.hanoi.hpasc.hub.problem.Refusal when too much of the sender waits already; it does until it was
     *     committed, also when the sender was sent away meanwhile
     */
    public List<AcceptResult> admitInOrder(List<Candidate> candidates, boolean predecessors) {
        Lease waiting = quotas.await(origin(candidates.getFirst()), candidates.size());
        return await(accepted(candidates, predecessors, waiting), candidates, patience);
    }

    private CompletableFuture<List<AcceptResult>> accepted(
            List<Candidate> candidates, boolean predecessors, Lease waiting) {
        boolean begun = false;
        try {
            CompletableFuture<List<AcceptResult>> accepted = acceptance.acceptInOrder(candidates, predecessors);
            begun = true;
            return accepted.whenComplete((results, failure) -> waiting.close());
        } finally {
            if (!begun) {
                waiting.close();
            }
        }
    }

    /** As above, of what was read from a queue: it is as much as was taken at once, and the queue waits as long as it takes. */
    public List<AcceptResult> admitFromQueue(List<Candidate> candidates, Duration patience) {
        return await(acceptance.acceptInOrder(candidates, false), candidates, patience);
    }

    private static Origin origin(Candidate candidate) {
        return new Origin(
                candidate.sender(),
                candidate.protocol() == Candidate.Protocol.SOAP ? Channel.SOAP : Channel.REST,
                null);
    }

    private static List<AcceptResult> await(
            CompletableFuture<List<AcceptResult>> accepted, List<Candidate> candidates, Duration patience) {
        return await(
                accepted,
                patience,
                all(candidates, ErrorCode.NOT_CONFIRMED_IN_TIME),
                all(candidates, ErrorCode.INTERNAL));
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
