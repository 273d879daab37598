package vn.gov.hanoi.hpasc.hub.queued;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;

/**
 * A receipt or refusal as it goes onto {@code hpasc.receipts.<agency>}.
 *
 * @param duplicateId of the broker's duplicate detection; one for each answer, the same when it is sent again
 * @param body JSON
 * @param contentType of the body
 * @param correlationId as JMS has it; null when the request had none
 * @param kind {@code receipt} or {@code refusal}
 * @param eventId the CloudEvents id of the request; null when it could not be read
 */
public record QueuedReply(
        UUID duplicateId,
        String body,
        String contentType,
        @Nullable String correlationId,
        String kind,
        @Nullable String eventId) {

    /** Becomes the content type where an agency reads over AMQP 1.0. */
    public static final String AMQP_CONTENT_TYPE = "JMS_AMQP_ContentType";

    private static final String CONTENT_TYPE = "contentType";
    private static final String KIND = "kind";
    private static final String EVENT_ID = "ceid";

    /** Sends it in {@code session}; in a transacted one the commit makes it seen. */
    public void send(Session session, MessageProducer receipts) throws JMSException {
        TextMessage reply = session.createTextMessage(body);
        reply.setJMSCorrelationID(correlationId);
        reply.setStringProperty(QueueMessageEncoder.DUPLICATE_DETECTION, duplicateId.toString());
        reply.setStringProperty(AMQP_CONTENT_TYPE, contentType);
        reply.setStringProperty(CONTENT_TYPE, contentType);
        reply.setStringProperty(KIND, kind);
        if (eventId != null) {
            reply.setStringProperty(EVENT_ID, eventId);
        }
        receipts.send(reply);
    }
}
