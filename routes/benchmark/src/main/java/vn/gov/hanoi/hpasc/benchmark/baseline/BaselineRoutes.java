package vn.gov.hanoi.hpasc.benchmark.baseline;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** All of the baseline: HTTP in, durable queue, HTTP out; and an answer for which nothing is done. */
@Component
class BaselineRoutes extends RouteBuilder {

    private static final String QUEUE = "jms:queue:baseline";
    private static final int ACCEPTED = 202;

    private final BaselineProperties baseline;

    BaselineRoutes(BaselineProperties baseline) {
        this.baseline = baseline;
    }

    @Override
    public void configure() {
        from("platform-http:/messages?httpMethodRestrict=POST")
                .routeId("baseline.in")
                .convertBodyTo(byte[].class)
                .to(ExchangePattern.InOnly, QUEUE)
                .removeHeaders("*")
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(ACCEPTED))
                .setBody(constant((Object) null));

        from("platform-http:/empty?httpMethodRestrict=GET")
                .routeId("baseline.empty")
                .removeHeaders("*")
                .setBody(constant("{}"));

        from(QUEUE)
                .routeId("baseline.out")
                .removeHeaders("*")
                .setHeader(Exchange.CONTENT_TYPE, constant("application/cloudevents+json"))
                .to(baseline.sink().toString());
    }
}
