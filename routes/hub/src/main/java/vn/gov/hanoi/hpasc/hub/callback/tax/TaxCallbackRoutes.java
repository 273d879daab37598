package vn.gov.hanoi.hpasc.hub.callback.tax;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/** What the tax office calls, through the portal. */
@Component
class TaxCallbackRoutes extends RouteBuilder {

    private final TaxCalls calls;

    TaxCallbackRoutes(TaxCalls calls) {
        this.calls = calls;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("platform-http:/callbacks/portal/tax-notices?httpMethodRestrict=POST")
                .routeId("callback.portal.tax-notices")
                .transform()
                .body(HttpRequest.class, calls::notices);
        from("platform-http:/callbacks/portal/tax-vouchers?httpMethodRestrict=POST")
                .routeId("callback.portal.tax-vouchers")
                .transform()
                .body(HttpRequest.class, calls::vouchers);
    }
}
