package vn.gov.hanoi.hpasc.hub.payment.rest;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.limits.ReadingTurns;

/** Payment orders over REST. */
@Component
class PaymentRoutes extends RouteBuilder {

    private final Call.Callers callers;
    private final PaymentCalls payments;
    private final ReadingTurns turns;

    PaymentRoutes(Call.Callers callers, PaymentCalls payments, ReadingTurns turns) {
        this.callers = callers;
        this.payments = payments;
        this.turns = turns;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        answer("payment.order.open", "/api/v1/payments?httpMethodRestrict=POST", payments::open);
        answer("payment.order.view", "/api/v1/payments/{paymentId}?httpMethodRestrict=GET", read(payments::view));
        answer(
                "payment.order.receipt",
                "/api/v1/payments/{paymentId}/receipt?httpMethodRestrict=GET",
                read(payments::receipt));
        answer(
                "payment.order.refund",
                "/api/v1/payments/{paymentId}/refunds?httpMethodRestrict=POST",
                payments::refund);
    }

    /** What answers a call. */
    private interface Answering {
        HttpAnswer answer(Call call);
    }

    /** What calls no gateway takes turns with other reads; what does would keep its place for as long as the gateway takes. */
    private Answering read(Answering answering) {
        return call -> turns.of(call.caller(), () -> answering.answer(call));
    }

    private void answer(String id, String address, Answering answering) {
        from("platform-http:" + address)
                .routeId(id)
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, answering::answer);
    }
}
