package vn.gov.hanoi.hpasc.hub.ingress.rest;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.ingress.InboxDesk;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.Lookups;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.limits.ReadingTurns;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** What can be asked about messages and dossiers. */
@Component
class QueryRoutes extends RouteBuilder {

    private static final String METHOD = "?httpMethodRestrict=GET";
    private static final int OK = 200;
    private static final Duration SEALING = Duration.ofSeconds(2);

    private final Call.Callers callers;
    private final Lookups lookups;
    private final ReadingTurns turns;

    QueryRoutes(Call.Callers callers, Lookups lookups, ReadingTurns turns) {
        this.callers = callers;
        this.lookups = lookups;
        this.turns = turns;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        answer("query.message", "/api/v1/messages/{exchangeId}", this::message);
        answer("query.proof", "/api/v1/messages/{exchangeId}/proof", this::proof);
        answer("query.dossier", "/api/v1/dossiers/{code}", this::dossier);
        answer("query.timeline", "/api/v1/dossiers/{code}/timeline", this::timeline);
    }

    /** What answers a question. */
    private interface Answering {
        HttpAnswer answer(Call call);
    }

    private void answer(String id, String address, Answering answering) {
        from("platform-http:" + address + METHOD)
                .routeId(id)
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, call -> turns.of(call.caller(), () -> answering.answer(call)));
    }

    private HttpAnswer message(Call call) {
        String id = call.request().variable("exchangeId");
        return Json.answer(OK, lookups.exchange(call.caller(), InboxDesk.uuid(id, "exchangeId")));
    }

    /** The ledger is not sealed yet in this version: who asks is told to come back. */
    private HttpAnswer proof(Call call) {
        String id = call.request().variable("exchangeId");
        lookups.exchange(call.caller(), InboxDesk.uuid(id, "exchangeId"));
        throw new Refusal(Problem.of(ErrorCode.NOT_SEALED_YET).retryAfter(SEALING));
    }

    private HttpAnswer dossier(Call call) {
        return Json.answer(OK, lookups.dossier(call.caller(), call.request().variable("code")));
    }

    private HttpAnswer timeline(Call call) {
        return Json.answer(OK, lookups.timeline(call.caller(), call.request().variable("code")));
    }
}
