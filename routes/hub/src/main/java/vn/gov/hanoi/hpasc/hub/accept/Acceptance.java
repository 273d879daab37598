package vn.gov.hanoi.hpasc.hub.accept;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The way in: every wire hands its messages here, and nowhere else are receipts made.
 *
 * <p>Both methods answer at once with a future; the caller decides how long to wait. The future never fails: that the
 * database is away ({@code STORE_UNAVAILABLE}) or the hub is overloaded ({@code OVERLOADED}) is a {@code Refused} too.
 */
public interface Acceptance {

    /** Accepts one message, together with whatever else is under way. */
    CompletableFuture<AcceptResult> accept(Candidate candidate);

    /**
     * Accepts messages in the order given, each with its own result in the same place.
     *
     * @param predecessors whether a refused message also refuses the later ones of the same dossier in this list
     */
    CompletableFuture<List<AcceptResult>> acceptInOrder(List<Candidate> candidates, boolean predecessors);
}
