package vn.gov.hanoi.hpasc.hub.ingress.rest;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.limits.ReadingTurns;

/** The inbox of agencies without an address. */
@Component
class InboxRoutes extends RouteBuilder {

    private final Call.Callers callers;
    private final InboxCalls inbox;
    private final ReadingTurns turns;

    InboxRoutes(Call.Callers callers, InboxCalls inbox, ReadingTurns turns) {
        this.callers = callers;
        this.inbox = inbox;
        this.turns = turns;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("platform-http:/api/v1/inbox?httpMethodRestrict=GET")
                .routeId("inbox.lease")
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, call -> turns.of(call.caller(), () -> inbox.lease(call)));

        from("platform-http:/api/v1/inbox/{deliveryId}/outcome?httpMethodRestrict=POST")
                .routeId("inbox.outcome")
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, inbox::read)
                .transform()
                .body(InboxCalls.Outcome.class, outcome -> turns.of(outcome.agency(), () -> inbox.report(outcome)));
    }
}
