package vn.gov.hanoi.hpasc.hub.callback;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup.Question;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup.Reply;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.order.Bills;
import vn.gov.hanoi.hpasc.hub.payment.order.DossierFile;
import vn.gov.hanoi.hpasc.hub.payment.order.DossierFile.Payable;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Tells the national portal what a dossier owes. */
final class BillDesk {

    private static final Logger LOG = LoggerFactory.getLogger(BillDesk.class);
    private static final String PLATFORM = "payment-platform";
    private static final Set<DossierStatus> OVER =
            EnumSet.of(DossierStatus.NOT_ACCEPTED, DossierStatus.WITHDRAWN, DossierStatus.STOPPED);

    private final Arrivals arrivals;
    private final CallbackLog log;
    private final Merchants merchants;
    private final Book book;
    private final Clock clock;
    private final DossierFile dossiers = new DossierFile();
    private final Bills bills = new Bills();

    BillDesk(Arrivals arrivals, CallbackLog log, Merchants merchants, Book book, Clock clock) {
        this.arrivals = arrivals;
        this.log = log;
        this.merchants = merchants;
        this.book = book;
        this.clock = clock;
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
                case Question.Asked asked -> answer(lookup.answerQuestion(reply(asked.dossierCode())));
                case Question.Unreadable unreadable -> throw new Refusal(ErrorCode.MALFORMED, unreadable.reason());
            };
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    private Reply reply(String code) {
        if (code.isBlank() || code.length() > 100 || code.indexOf('\0') >= 0) {
            return new Reply.UnknownDossier();
        }
        Optional<Payable> dossier = book.write(page -> dossiers.find(page, code));
        if (dossier.isEmpty() || dossier.get().status() == null) {
            return new Reply.UnknownDossier();
        }
        Payable payable = dossier.get();
        boolean due = !payable.dues().due().isEmpty();
        if (!due || OVER.contains(payable.status())) {
            return new Reply.NothingDue();
        }
        return contract(payable)
                .flatMap(contract -> bills.ofAllDue(payable, contract.merchant()))
                .<Reply>map(bill -> new Reply.Due(bill, clock.instant()))
                .orElseGet(() -> {
                    LOG.atWarn().addKeyValue("dossier", payable.code()).log("callback.no-bill");
                    return new Reply.UnknownDossier();
                });
    }

    private Optional<Contract> contract(Payable payable) {
        AgencyCode agency =
                payable.handlingAgency() == null ? merchants.lookup().agency() : payable.handlingAgency();
        return agency == null ? Optional.empty() : merchants.forAgency(PLATFORM, agency);
    }

    private static HttpAnswer answer(CallbackAnswer answer) {
        return new HttpAnswer(
                answer.status(), answer.contentType(), Map.of("Cache-Control", "no-store"), answer.body());
    }
}
