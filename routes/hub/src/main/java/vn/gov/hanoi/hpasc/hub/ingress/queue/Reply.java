package vn.gov.hanoi.hpasc.hub.ingress.queue;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.jspecify.annotations.Nullable;

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

    /** Becomes the content type where an agency reads over AMQP 1.0. */
    static final String AMQP_CONTENT_TYPE = "JMS_AMQP_ContentType";

    static final String RECEIPT = "receipt";
    static final String REFUSAL = "refusal";

    private static final String CONTENT_TYPE = "contentType";
    private static final String KIND = "kind";
    private static final String EVENT_ID = "ceid";

    /** Sends it in the session, whose commit alone makes it seen. */
    void send(Session session, MessageProducer receipts) throws JMSException {
        TextMessage reply = session.createTextMessage(body);
        reply.setJMSCorrelationID(correlation);
        reply.setStringProperty(AMQP_CONTENT_TYPE, contentType);
        reply.setStringProperty(CONTENT_TYPE, contentType);
        reply.setStringProperty(KIND, kind);
        if (eventId != null) {
            reply.setStringProperty(EVENT_ID, eventId);
        }
        receipts.send(reply);
    }
}
