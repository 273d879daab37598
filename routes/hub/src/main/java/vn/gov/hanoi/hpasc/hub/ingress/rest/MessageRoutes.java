package vn.gov.hanoi.hpasc.hub.ingress.rest;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.http.MediaType;

/** Messages over REST, one at a time or in batches. */
@Component
class MessageRoutes extends RouteBuilder {

    private final Call.Callers callers;
    private final SingleMessage single;
    private final MessageBatch batch;

    MessageRoutes(Call.Callers callers, SingleMessage single, MessageBatch batch) {
        this.callers = callers;
        this.single = single;
        this.batch = batch;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("platform-http:/api/v1/messages?httpMethodRestrict=POST")
                .routeId("ingress.rest.messages")
                .transform()
                .body(HttpRequest.class, callers::identify)
                .choice()
                .when(MessageRoutes::isBatch)
                .to("direct:ingress.rest.batch")
                .otherwise()
                .to("direct:ingress.rest.message");

        from("direct:ingress.rest.message")
                .routeId("ingress.rest.message")
                .transform()
                .body(Call.class, single::read)
                .transform()
                .body(Candidate.class, single::accept);

        from("direct:ingress.rest.batch")
                .routeId("ingress.rest.batch")
                .transform()
                .body(Call.class, batch::read)
                .transform()
                .body(MessageBatch.Items.class, batch::accept);
    }

    private static boolean isBatch(Exchange exchange) {
        return exchange.getMessage().getBody(Call.class).request().mediaType().is(MediaType.BATCH);
    }
}
