package vn.gov.hanoi.hpasc.connectors.departments.rest;

import java.io.IOException;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import vn.gov.hanoi.hpasc.connectors.departments.DeliveryEvent;
import vn.gov.hanoi.hpasc.connectors.departments.http.DepartmentBreakdown;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;

/** The steps of the route: what goes onto the exchange before the call and comes off it after. */
final class RestDepartmentExchange {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String ACCEPT = "Accept";

    /** All that the department gets to see, beside the content type. */
    static final Set<String> HEADERS = Set.of(IDEMPOTENCY_KEY, ACCEPT);

    private RestDepartmentExchange() {}

    static void request(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Delivery delivery = message.getMandatoryBody(Delivery.class);
        message.setBody(DeliveryEvent.json(delivery));
        message.setHeader(Exchange.CONTENT_TYPE, DeliveryEvent.MEDIA_TYPE);
        message.setHeader(IDEMPOTENCY_KEY, delivery.key().toString());
        message.setHeader(ACCEPT, "application/json, application/problem+json");
    }

    static void answer(Exchange exchange) {
        byte[] answer = exchange.getMessage().getBody(byte[].class);
        exchange.getMessage().setBody(RestDepartmentMapper.toOutcome(answer == null ? new byte[0] : answer));
    }

    static void refusal(Exchange exchange) throws DestinationUnavailable {
        exchange.getMessage()
                .setBody(RestDepartmentFaults.refusal(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, HttpOperationFailedException.class)));
    }

    static void breakdown(Exchange exchange) throws DestinationUnavailable {
        exchange.getMessage()
                .setBody(DepartmentBreakdown.outcome(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, IOException.class)));
    }
}
