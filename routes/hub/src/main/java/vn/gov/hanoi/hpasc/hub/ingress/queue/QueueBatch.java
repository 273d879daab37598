package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/**
 * What was taken from a queue at once, in the order of the queue.
 *
 * @param sender whose queue it is
 */
record QueueBatch(Agency sender, List<Received> messages) {

    /**
     * One message as far as it was read: a candidate or a problem.
     *
     * @param source as the message names it; null when it could not be read
     * @param id likewise
     */
    record Item(
            Received received,
            @Nullable Candidate candidate,
            @Nullable Problem problem,
            @Nullable String source,
            @Nullable String id) {

        static Item passed(Received received, Candidate candidate) {
            return new Item(
                    received,
                    candidate,
                    null,
                    candidate.message().source().value(),
                    candidate.message().id());
        }
    }

    /** The batch, read. */
    record Read(List<Item> items) {

        List<Candidate> candidates() {
            return items.stream().map(Item::candidate).filter(c -> c != null).toList();
        }
    }
}
