package vn.gov.hanoi.hpasc.connectors.departments.soap;

import java.io.IOException;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import vn.gov.hanoi.hpasc.connectors.departments.http.DepartmentBreakdown;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;

/** The steps of the route: what goes onto the exchange before the call and comes off it after. */
final class SoapDepartmentExchange {

    private static final String SOAP_ACTION = "SOAPAction";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** All that the department gets to see, beside the content type. */
    static final Set<String> HEADERS = Set.of(SOAP_ACTION, IDEMPOTENCY_KEY);

    private SoapDepartmentExchange() {}

    static void request(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Delivery delivery = message.getMandatoryBody(Delivery.class);
        message.setBody(SoapDepartmentMapper.toRequest(delivery));
        message.setHeader(IDEMPOTENCY_KEY, delivery.key().toString());
        message.setHeader(Exchange.CONTENT_TYPE, "text/xml; charset=UTF-8");
        message.setHeader(SOAP_ACTION, SoapDepartmentMapper.ACTION);
    }

    static void answer(Exchange exchange) throws DestinationUnavailable {
        byte[] answer = exchange.getMessage().getBody(byte[].class);
        exchange.getMessage().setBody(SoapDepartmentFaults.outcome(SoapAnswer.read(answer)));
    }

    static void refusal(Exchange exchange) throws DestinationUnavailable {
        exchange.getMessage()
                .setBody(SoapDepartmentFaults.refusal(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, HttpOperationFailedException.class)));
    }

    static void breakdown(Exchange exchange) throws DestinationUnavailable {
        exchange.getMessage()
                .setBody(DepartmentBreakdown.outcome(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, IOException.class)));
    }
}
