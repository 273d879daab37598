package vn.gov.hanoi.hpasc.hub.ingress.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.queued.QueuedReply;

/**
 * The answer to one message of a queue.
 *
 * @param request what is answered
 * @param kind {@code receipt} or {@code refusal}
 * @param eventId the CloudEvents id of the request, as far as it could be read
 * @param contentType of the body
 * @param body JSON
 */
record Reply(Message request, String kind, @Nullable String eventId, String contentType, String body) {

    /** Where the broker keeps the message id of an AMQP message; to readers over CORE it shows another. */
    private static final String AMQP_MESSAGE_ID = "NATIVE_MESSAGE_ID";

    static final String RECEIPT = "receipt";
    static final String REFUSAL = "refusal";

    /** As it goes onto the agency's queue, under an id of its own. */
    QueuedReply queued() throws JMSException {
        return new QueuedReply(UUID.randomUUID(), body, contentType, correlation(), kind, eventId);
    }

    /** What the sender put there itself, else the id of the message on its protocol. */
    private @Nullable String correlation() throws JMSException {
        String own = request.getJMSCorrelationID();
        if (own != null) {
            return own;
        }
        String overAmqp = request.getStringProperty(AMQP_MESSAGE_ID);
        return overAmqp == null ? request.getJMSMessageID() : overAmqp;
    }
}
