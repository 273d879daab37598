package vn.gov.hanoi.hpasc.hub.callback;

import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup.Question;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.order.DueBills;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Tells the national portal what a dossier owes. */
final class BillDesk {

    private static final String PLATFORM = "payment-platform";

    private final Arrivals arrivals;
    private final CallbackLog log;
    private final Merchants merchants;
    private final DueBills bills;

    BillDesk(Arrivals arrivals, CallbackLog log, Merchants merchants, DueBills bills) {
        this.arrivals = arrivals;
        this.log = log;
        this.merchants = merchants;
        this.bills = bills;
    }

    HttpAnswer asked(HttpRequest request) {
        if (!arrivals.mayAsk(request, merchants.lookup())) {
            throw new Refusal(ErrorCode.UNAUTHENTICATED);
        }
        request.authenticated(PLATFORM);
        RawCallback raw = arrivals.raw(request);
        BillLookup lookup = merchants.gateways().stream()
                .filter(gateway -> gateway.name().equals(PLATFORM))
                .filter(BillLookup.class::isInstance)
                .map(BillLookup.class::cast)
                .findFirst()
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        try {
            log.keep(raw, new CallbackLog.Subject(PLATFORM, "lookup", "lookup"));
            return switch (lookup.readQuestion(raw)) {
                case Question.Asked asked -> answer(lookup.answerQuestion(bills.of(asked.dossierCode(), PLATFORM)));
                case Question.Unreadable unreadable -> throw new Refusal(ErrorCode.MALFORMED, unreadable.reason());
            };
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    private static HttpAnswer answer(CallbackAnswer answer) {
        return new HttpAnswer(
                answer.status(), answer.contentType(), Map.of("Cache-Control", "no-store"), answer.body());
    }
}
