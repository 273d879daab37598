package vn.gov.hanoi.hpasc.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;

class RouteIdsTest {

    @Test
    void routesThatFollowTheHouseAreFine() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(routes("ingress.rest.messages", "delivery.land-office", "callback.payment.vnpay"));
            context.addRoutes(new ConnectorRoute("hpasc-core") {
                @Override
                protected void call(RouteDefinition route) {
                    route.stop();
                }
            });
            context.start();
            assertThat(RouteIds.wrongIn(context)).isEmpty();
        }
    }

    @Test
    void routesThatDoNotAreNamed() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(routes("route1", "delivery", "delivery.LandOffice", "magic.rest.messages", "a.b.c.d"));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:elsewhere").routeId("relay.outbox").stop();
                }
            });
            context.start();
            assertThat(RouteIds.wrongIn(context))
                    .hasSize(6)
                    .contains("route1 is not <stage>.<subject>[.<variant>]", "relay.outbox is called direct:elsewhere");
        }
    }

    private static RouteBuilder routes(String... ids) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (String id : ids) {
                    from("direct:" + id).routeId(id).stop();
                }
            }
        };
    }
}
