package vn.gov.hanoi.hpasc.hub.ingress.rest;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/** The inbox of agencies without an address. */
@Component
class InboxRoutes extends RouteBuilder {

    private final Call.Callers callers;
    private final InboxCalls inbox;

    InboxRoutes(Call.Callers callers, InboxCalls inbox) {
        this.callers = callers;
        this.inbox = inbox;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("platform-http:/api/v1/inbox?httpMethodRestrict=GET")
                .routeId("inbox.lease")
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, inbox::lease);

        from("platform-http:/api/v1/inbox/{deliveryId}/outcome?httpMethodRestrict=POST")
                .routeId("inbox.outcome")
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, inbox::report);
    }
}
