package vn.gov.hanoi.hpasc.hub.ingress.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.ExchangePattern;
import org.apache.camel.component.cxf.jaxws.DefaultCxfBinding;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageContentsList;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/**
 * Hands a request to the route as {@link HttpRequest} and takes its {@link HttpAnswer}, as the REST routes have it. No
 * header of the request becomes one of the exchange, and none of them comes back in the response.
 */
class SoapBinding extends DefaultCxfBinding {

    /** Property of the exchange: the request, for whoever has to tell why it failed. */
    static final String REQUEST = "HubSoapRequest";

    @Override
    public void populateExchangeFromCxfRequest(Exchange cxf, org.apache.camel.Exchange exchange) {
        HttpServletRequest servlet = (HttpServletRequest) cxf.getInMessage().get(AbstractHTTPDestination.HTTP_REQUEST);
        HttpRequest request = new HttpRequest(Objects.requireNonNull(servlet));
        exchange.setPattern(ExchangePattern.InOut);
        exchange.setProperty(REQUEST, request);
        exchange.getIn().setBody(request);
    }

    @Override
    public void populateCxfResponseFromExchange(org.apache.camel.Exchange exchange, Exchange cxf) {
        HttpAnswer answer = exchange.getMessage().getBody(HttpAnswer.class);
        Message out = cxf.get(Endpoint.class).getBinding().createMessage();
        out.put(Message.RESPONSE_CODE, answer.status());
        out.put(Message.CONTENT_TYPE, answer.contentType());
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        out.put(Message.PROTOCOL_HEADERS, headers);
        InputStream body = new ByteArrayInputStream(answer.body());
        out.setContent(List.class, new MessageContentsList(body));
        cxf.setOutMessage(out);
    }
}
