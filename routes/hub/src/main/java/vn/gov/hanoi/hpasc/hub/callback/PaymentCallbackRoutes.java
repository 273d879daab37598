package vn.gov.hanoi.hpasc.hub.callback;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/** What payment gateways call, each at the address of a merchant. */
@Component
class PaymentCallbackRoutes extends RouteBuilder {

    private final CallbackDesk desk;
    private final BillDesk bills;
    private final ReturnDesk returns;

    PaymentCallbackRoutes(CallbackDesk desk, BillDesk bills, ReturnDesk returns) {
        this.desk = desk;
        this.bills = bills;
        this.returns = returns;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        callback("vnpay", "GET", List.of("vnpay"));
        callback("momo", "POST", List.of("momo"));
        callback("zalopay", "POST", List.of("zalopay"));
        callback("payment-platform", "POST", List.of("payment-platform", "keypay"));
        List.of("vnpay", "momo", "zalopay").forEach(this::comesBack);
        from("platform-http:/callbacks/payment-platform/lookup?httpMethodRestrict=POST")
                .routeId("callback.payment-platform.lookup")
                .transform()
                .body(HttpRequest.class, bills::asked);
    }

    private void callback(String name, String method, List<String> gateways) {
        from("platform-http:/callbacks/" + name + "/{merchant}?httpMethodRestrict=" + method)
                .routeId("callback.payment." + name)
                .transform()
                .body(HttpRequest.class, request -> desk.arrived(request, gateways))
                .transform()
                .body(PaymentCallback.class, desk::verify)
                .transform()
                .body(PaymentCallback.class, desk::keep)
                .transform()
                .body(PaymentCallback.class, desk::decide)
                .transform()
                .body(PaymentCallback.class, desk::answer);
    }

    private void comesBack(String gateway) {
        from("platform-http:/returns/" + gateway + "/{merchant}?httpMethodRestrict=GET")
                .routeId("callback.return." + gateway)
                .transform()
                .body(HttpRequest.class, request -> returns.show(request, gateway));
    }
}
