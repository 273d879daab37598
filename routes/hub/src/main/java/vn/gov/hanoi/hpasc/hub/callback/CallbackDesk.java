package vn.gov.hanoi.hpasc.hub.callback;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.Finding;
import vn.gov.hanoi.hpasc.hub.payment.order.Judge;
import vn.gov.hanoi.hpasc.hub.payment.order.Judge.Judged;

/**
 * The steps of a gateway's call: kept, verified, judged, answered. Whatever goes wrong on our side becomes the answer that
 * makes the gateway call again.
 */
final class CallbackDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackDesk.class);

    private final Arrivals arrivals;
    private final CallbackLog log;
    private final Book book;
    private final Judge judge;
    private final MeterRegistry meters;
    private final Clock clock;
    private final OrderTable orders = new OrderTable();

    CallbackDesk(Arrivals arrivals, CallbackLog log, Book book, Judge judge, MeterRegistry meters, Clock clock) {
        this.arrivals = arrivals;
        this.log = log;
        this.book = book;
        this.judge = judge;
        this.meters = meters;
        this.clock = clock;
    }

    PaymentCallback arrived(HttpRequest request, List<String> gateways) {
        return arrivals.arrived(request, gateways);
    }

    /** Keeps it before anything is decided; what cannot be kept is not decided. */
    PaymentCallback keep(PaymentCallback call) {
        try {
            return call.kept(log.keep(
                    call.raw(),
                    call.contract().gateway().name(),
                    call.contract().name(),
                    "payment"));
        } catch (StoreUnavailable | IllegalStateException e) {
            return failed(call, e);
        }
    }

    /** Verifies, then judges. */
    PaymentCallback decide(PaymentCallback call) {
        if (call.verdict() != null) {
            return call;
        }
        try {
            return decided(call);
        } catch (StoreUnavailable | IllegalStateException e) {
            return failed(call, e);
        }
    }

    private PaymentCallback decided(PaymentCallback call) {
        if (!call.contract().mayCallFrom(call.raw().remoteAddress())) {
            return turnedAway(call, CallbackVerdict.FOREIGN_ADDRESS, "address");
        }
        Verification verification =
                call.contract().gateway().verify(call.raw(), call.contract().merchant());
        return switch (verification) {
            case Verification.Forged forged -> turnedAway(call, CallbackVerdict.BAD_SIGNATURE, forged.reason());
            case Verification.Unreadable unreadable -> turnedAway(call, CallbackVerdict.MALFORMED, unreadable.reason());
            case Verification.Genuine genuine -> genuine(call, genuine.notice());
        };
    }

    /** Nothing of it is believed or remembered, but that it came. */
    private PaymentCallback turnedAway(PaymentCallback call, CallbackVerdict verdict, String reason) {
        arrivals.events()
                .unauthenticatedCallback(
                        call.contract().gateway().name() + "/" + call.contract().name(),
                        call.raw().remoteAddress(),
                        wire(verdict) + ": " + reason);
        book.write(page -> {
            CallbackLog.decided(page, id(call), wire(verdict), null, clock.instant());
            return true;
        });
        return call.decided(verdict, null);
    }

    private PaymentCallback genuine(PaymentCallback call, PaymentNotice notice) {
        if (!notice.merchantCode().equals(call.contract().merchant().gatewayId())) {
            return aboutAnother(call, notice);
        }
        PaymentNotice believed = notice.statusCovered() ? notice : confirmed(call, notice);
        if (believed == null) {
            return call.decided(CallbackVerdict.INTERNAL_ERROR, null);
        }
        Judged judged = book.write(page -> {
            Judged result = judge.judge(
                    page,
                    believed,
                    call.contract().gateway().name(),
                    call.contract().name(),
                    "callback");
            CallbackLog.decided(page, id(call), wire(result.verdict()), result.paymentId(), clock.instant());
            return result;
        });
        return call.decided(judged.verdict(), judged.paymentId());
    }

    /** Signed with our key, about another merchant: a mistake in somebody's configuration, whoever made it. */
    private PaymentCallback aboutAnother(PaymentCallback call, PaymentNotice notice) {
        CallbackVerdict verdict = book.write(page -> {
            boolean known = orders.find(
                            page,
                            call.contract().gateway().name(),
                            call.contract().name(),
                            notice.reference())
                    .isPresent();
            CallbackVerdict no = known ? CallbackVerdict.WRONG_MERCHANT : CallbackVerdict.UNKNOWN_ORDER;
            CallbackLog.decided(page, id(call), wire(no), null, clock.instant());
            if (!notice.merchantCode().isBlank()) {
                Cases.open(page, wrongMerchant(call), clock.instant());
            }
            return no;
        });
        return call.decided(verdict, null);
    }

    /**
     * Where the signature leaves the status open, the gateway itself is asked, unless the call is about no order of ours. Of
     * an answer that names no amount, the one counts that the call was signed with. Null when the gateway does not confirm it
     * now: it calls again.
     */
    private @Nullable PaymentNotice confirmed(PaymentCallback call, PaymentNotice notice) {
        PaymentOrder order = book.write(page -> orders.find(
                        page, call.contract().gateway().name(), call.contract().name(), notice.reference()))
                .orElse(null);
        if (order == null) {
            return notice; // judged as unknown
        }
        try {
            InquiryOutcome outcome = call.contract()
                    .gateway()
                    .inquire(order.orderReference(), call.contract().merchant());
            if (outcome instanceof InquiryOutcome.Found found
                    && found.notice().status() != PaymentStatus.PENDING
                    && found.notice().reference().equals(order.reference())) {
                PaymentNotice said = found.notice();
                return said.amount() == null && said.rawAmount() == null ? said.withAmountOf(notice) : said;
            }
        } catch (DestinationUnavailable away) {
            LOG.atInfo().addKeyValue("code", away.code().wire()).log("callback.not-confirmed");
        }
        return null;
    }

    private static Finding wrongMerchant(PaymentCallback call) {
        String merchant = call.contract().name();
        return new Finding(
                CaseKind.WRONG_MERCHANT,
                CaseKind.WRONG_MERCHANT.wire() + ":" + merchant,
                call.contract().gateway().name(),
                merchant,
                null,
                null,
                null,
                "a genuine call at the address of this merchant is about another one",
                "check with the gateway which callback address each merchant has");
    }

    private PaymentCallback failed(PaymentCallback call, RuntimeException failure) {
        LOG.atLevel(failure instanceof StoreUnavailable ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.ERROR)
                .addKeyValue("merchant", call.contract().name())
                .setCause(failure instanceof StoreUnavailable ? null : failure)
                .log("callback.not-decided");
        return call.decided(CallbackVerdict.INTERNAL_ERROR, null);
    }

    /** In the gateway's own words. */
    HttpAnswer answer(PaymentCallback call) {
        CallbackVerdict verdict = Objects.requireNonNull(call.verdict());
        meters.counter("hub.callbacks", "gateway", call.contract().gateway().name(), "verdict", wire(verdict))
                .increment();
        CallbackAnswer answer = call.contract()
                .gateway()
                .answer(verdict, call.raw(), call.contract().merchant());
        String type = answer.contentType().isEmpty() ? "application/json" : answer.contentType();
        return new HttpAnswer(answer.status(), type, Map.of("Cache-Control", "no-store"), answer.body());
    }

    private static long id(PaymentCallback call) {
        return Objects.requireNonNull(call.callbackId());
    }

    private static String wire(CallbackVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
