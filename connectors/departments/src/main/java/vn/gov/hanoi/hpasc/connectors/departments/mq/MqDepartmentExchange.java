package vn.gov.hanoi.hpasc.connectors.departments.mq;

import jakarta.jms.Session;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.JmsException;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;

/** The steps of the route: what goes onto the exchange before the call and comes off it after. */
final class MqDepartmentExchange {

    private static final QueueMessageEncoder ENCODER = new MqDepartmentEncoder();
    private static final String SENDING = "HubSendingToQueue";

    private MqDepartmentExchange() {}

    static void message(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        QueueMessageEncoder.Encoded encoded = ENCODER.encode(message.getMandatoryBody(Delivery.class));
        message.setBody(encoded.body());
        encoded.properties().forEach(message::setHeader);
    }

    /** Called when a session with the broker stands and the message is about to be sent. */
    static void created(jakarta.jms.Message message, Session session, Exchange exchange, @Nullable Throwable cause) {
        exchange.setProperty(SENDING, true);
    }

    static void taken(Exchange exchange) {
        exchange.getMessage().setBody(new DeliveryOutcome.Accepted(null));
    }

    static void breakdown(Exchange exchange) throws DestinationUnavailable {
        JmsException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, JmsException.class);
        boolean sending = exchange.getProperty(SENDING) != null;
        exchange.getMessage().setBody(MqDepartmentFaults.outcome(failure, sending));
    }
}
