package vn.gov.hanoi.hpasc.connectors.departments.mq;

import jakarta.jms.Session;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.JmsException;
import vn.gov.hanoi.hpasc.connectors.departments.DeliveryEvent;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;

/** The steps of the route: what goes onto the exchange before the call and comes off it after. */
final class MqDepartmentExchange {

    private static final String SENDING = "HubSendingToQueue";

    private MqDepartmentExchange() {}

    static void message(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Delivery delivery = message.getMandatoryBody(Delivery.class);
        String key = delivery.key().toString();
        message.setBody(DeliveryEvent.json(delivery));
        message.setHeader(MqDepartmentHeaders.DUPLICATE_DETECTION, key);
        message.setHeader(MqDepartmentHeaders.CONTENT_TYPE, DeliveryEvent.MEDIA_TYPE);
        message.setHeader(DeliveryEvent.KEY, key);
        message.setHeader(DeliveryEvent.EXCHANGE, delivery.exchangeId().toString());
        message.setHeader(DeliveryEvent.SEQUENCE, delivery.sequence());
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
