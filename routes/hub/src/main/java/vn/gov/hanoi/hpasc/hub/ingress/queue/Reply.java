package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.queued.QueuedReply;

/**
 * The answer to one message of a queue.
 *
 * @param correlation what the sender knows the request by; null where it gave nothing
 * @param kind {@code receipt} or {@code refusal}
 * @param eventId the CloudEvents id of the request, as far as it could be read
 * @param contentType of the body
 * @param body JSON
 */
record Reply(
        @Nullable String correlation, String kind, @Nullable String eventId, String contentType, String body) {

    static final String RECEIPT = "receipt";
    static final String REFUSAL = "refusal";

    /** As it goes onto the agency's queue, under an id of its own. */
    QueuedReply queued() {
        return new QueuedReply(UUID.randomUUID(), body, contentType, correlation, kind, eventId);
    }
}
