package vn.gov.hanoi.hpasc.hub.ingress.soap;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** The SOAP interface. Whatever goes wrong leaves it as a fault. */
@Component
class SoapRoutes extends RouteBuilder {

    private final Call.Callers callers;
    private final SoapCalls calls;
    private final ParcelCalls land;
    private final AccessEvents events;

    SoapRoutes(Call.Callers callers, SoapCalls calls, ParcelCalls land, AccessEvents events) {
        this.events = events;
        this.callers = callers;
        this.calls = calls;
        this.land = land;
    }

    @Override
    public void configure() {
        onException(Exception.class).handled(true).logExhausted(false).process(this::fault);

        from("cxf:bean:" + SoapConfiguration.ENDPOINT)
                .routeId("ingress.soap.dossier-exchange")
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, calls::read)
                .transform()
                .body(SoapCalls.Asked.class, calls::answer);

        from("cxf:bean:" + SoapConfiguration.LAND_REGISTRY)
                .routeId("ingress.soap.land-registry")
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, land::read)
                .transform()
                .body(ParcelCalls.Asked.class, land::answer);
    }

    private void fault(Exchange exchange) {
        HttpRequest request = exchange.getProperty(SoapBinding.REQUEST, HttpRequest.class);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof Refusal refusal) {
            events.refused(request, refusal);
        }
        exchange.getMessage().setBody(SoapCalls.fault(request, failure));
    }
}
