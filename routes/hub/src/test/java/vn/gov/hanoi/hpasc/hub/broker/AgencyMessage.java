package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Section;

/**
 * A message of an agency as a session of the hub reads it; of one that came over AMQP it is given all sections as they were
 * encoded.
 *
 * @param text of the body
 * @param correlation what the sender wants its answer to be known by
 */
public record AgencyMessage(String text, String correlation) {

    public static AgencyMessage of(Message message) throws JMSException {
        if (message.getBooleanProperty(Queues.AMQP_ENCODED)) {
            return encoded(message.getBody(byte[].class));
        }
        String text = message.isBodyAssignableTo(String.class)
                ? message.getBody(String.class)
                : new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
        return new AgencyMessage(text, message.getJMSCorrelationID());
    }

    private static AgencyMessage encoded(byte[] encoded) {
        var sections = org.apache.qpid.proton.message.Message.Factory.create();
        sections.decode(encoded, 0, encoded.length);
        return new AgencyMessage(text(sections.getBody()), String.valueOf(sections.getCorrelationId()));
    }

    private static String text(Section body) {
        return body instanceof Data data
                ? StandardCharsets.UTF_8.decode(data.getValue().asByteBuffer()).toString()
                : (String) ((AmqpValue) body).getValue();
    }
}
