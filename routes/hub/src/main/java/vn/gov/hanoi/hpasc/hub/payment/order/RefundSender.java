package vn.gov.hanoi.hpasc.hub.payment.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest.Earlier;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Refundable;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.EffectTable;
import vn.gov.hanoi.hpasc.hub.payment.book.EffectTable.Effect;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderState;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable.Cause;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable.Progress;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable.Refund;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable.State;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable.Moved;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.Finding;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;

/**
 * Sends refunds. Before each call it is written down that it may have gone out; whatever may have gone out is inquired about
 * before it is sent again, under the same id.
 */
final class RefundSender {

    private static final Logger LOG = LoggerFactory.getLogger(RefundSender.class);
    private static final int AT_ONCE = 20;

    private final Book book;
    private final Merchants merchants;
    private final PaymentProperties properties;
    private final Clock clock;
    private final OrderTable orders = new OrderTable();
    private final RefundTable refunds = new RefundTable();
    private final TransactionTable transactions = new TransactionTable();
    private final EffectTable effects = new EffectTable();

    RefundSender(Book book, Merchants merchants, PaymentProperties properties, Clock clock) {
        this.book = book;
        this.merchants = merchants;
        this.properties = properties;
        this.clock = clock;
    }

    /** Sends or inquires about whatever is due, all at once: one gateway that hangs does not hold up the others. */
    void sendDue() {
        Instant now = clock.instant();
        List<Refund> due = book.write(page -> refunds.takeDue(page, AT_ONCE, now, now.plus(lease())));
        if (due.isEmpty()) {
            return;
        }
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(refund -> callers.execute(() -> sendQuietly(refund)));
        }
    }

    /** For an inquiry and the refund itself. */
    private Duration lease() {
        return merchants.gateways().stream()
                .map(gateway -> merchants.lease(gateway.name()))
                .max(Duration::compareTo)
                .orElseThrow()
                .multipliedBy(2);
    }

    private void sendQuietly(Refund refund) {
        try {
            send(refund);
        } catch (StoreUnavailable away) {
            LOG.atDebug().addKeyValue("refund", refund.refundId()).log("payment.refund-store-away");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("refund", refund.refundId()).setCause(e).log("payment.refund-failed");
        }
    }

    private void send(Refund refund) {
        Optional<PaymentOrder> order = book.write(page -> orders.find(page, refund.paymentId()));
        Optional<Contract> contract = order.flatMap(found -> merchants.byName(found.merchant()));
        if (contract.isEmpty() || !(contract.get().gateway() instanceof Refundable gateway)) {
            return; // its contract is gone: it stays due until somebody brings it back
        }
        RefundRequest request = request(refund, order.get());
        RefundOutcome outcome = outcome(refund, request, gateway, contract.get());
        if (outcome != null) {
            book.write(page -> settle(page, refund, outcome));
        }
    }

    private RefundRequest request(Refund refund, PaymentOrder order) {
        long paid = book.write(page -> transactions.of(page, refund.paymentId())).stream()
                .filter(moved -> moved.transaction().equals(refund.transaction()))
                .mapToLong(Moved::amount)
                .sum();
        return new RefundRequest(
                refund.refundId(),
                order.orderReference(),
                refund.transaction().startsWith("ref:") ? "" : refund.transaction(),
                new Vnd(paid),
                new Vnd(refund.amount()),
                refund.reason(),
                refund.requestedAt(),
                refund.requestedBy(),
                earlier(refund));
    }

    private List<Earlier> earlier(Refund refund) {
        return book.write(page -> refunds.of(page, refund.paymentId())).stream()
                .filter(other -> other.state() == State.REFUNDED)
                .map(other -> new Earlier(new Vnd(other.amount()), other.gatewayRefund()))
                .toList();
    }

    /** Null when nothing happened: it comes again. */
    private @Nullable RefundOutcome outcome(
            Refund refund, RefundRequest request, Refundable gateway, Contract contract) {
        try {
            if (refund.sent()) {
                RefundOutcome known = gateway.inquireRefund(request, contract.merchant());
                if (!(known instanceof RefundOutcome.NotFound)) {
                    return known;
                }
            }
            book.write(page -> {
                refunds.sending(page, refund.refundId());
                return true;
            });
            return gateway.refund(request, contract.merchant());
        } catch (DestinationUnavailable away) {
            LOG.atInfo()
                    .addKeyValue("refund", refund.refundId())
                    .addKeyValue("code", away.code().wire())
                    .log("payment.refund-waits");
            book.write(page -> {
                refunds.write(page, refund.refundId(), waiting(refund, refund.state(), null, null), clock.instant());
                return true;
            });
            return null;
        }
    }

    private Progress waiting(Refund refund, State state, @Nullable String gatewayRefund, @Nullable String rawCode) {
        List<Duration> waits = properties.refundAfter();
        Duration wait = waits.get(Math.min(refund.tries(), waits.size() - 1));
        return new Progress(state, gatewayRefund, rawCode, null, clock.instant().plus(wait));
    }

    private boolean settle(Page page, Refund refund, RefundOutcome outcome) {
        PaymentOrder order = orders.lock(page, refund.paymentId()).orElseThrow();
        Refund locked = refunds.lock(page, refund.refundId()).orElseThrow();
        if (locked.finishedAt() != null) {
            return false; // another node was slower than its lease, and this one faster
        }
        switch (outcome) {
            case RefundOutcome.Refunded done -> refunded(page, order, refund, done);
            case RefundOutcome.Refused no -> refused(page, order, refund, no);
            case RefundOutcome.Processing at ->
                waits(page, order, refund, waiting(refund, State.PROCESSING, at.gatewayRefund(), at.rawCode()));
            case RefundOutcome.NotFound at ->
                waits(page, order, refund, waiting(refund, State.UNKNOWN, null, at.rawCode()));
            case RefundOutcome.Unknown at ->
                waits(
                        page,
                        order,
                        refund,
                        waiting(refund, State.UNKNOWN, null, at.code().wire()));
        }
        return true;
    }

    private void refunded(Page page, PaymentOrder order, Refund refund, RefundOutcome.Refunded done) {
        Instant now = clock.instant();
        refunds.write(
                page,
                refund.refundId(),
                new Progress(State.REFUNDED, done.gatewayRefund(), done.rawCode(), null, null),
                now);
        long moved = transactions.of(page, order.paymentId()).stream()
                .mapToLong(Moved::amount)
                .sum();
        boolean all = order.refunded() + refund.amount() >= moved;
        orders.move(
                page,
                order,
                order.refunded(all ? OrderState.REFUNDED : OrderState.REFUNDED_PART, refund.amount()),
                new Cause("refund", order.gateway(), done.rawCode(), refund.refundId()),
                now);
        // what was never told as paid, as the second of two payments, is not told as given back either
        if (effects.confirmed(page, order.paymentId(), refund.transaction())) {
            effects.insert(
                    page,
                    new Effect(
                            "payment-refunded:" + refund.refundId(),
                            order.paymentId(),
                            "payment-refunded",
                            order.dossierCode(),
                            order.obligationId(),
                            refund.amount(),
                            now,
                            order.gateway(),
                            Objects.requireNonNullElse(done.gatewayRefund(), refund.refundId()),
                            null,
                            refund.reason()),
                    now);
        }
    }

    private void refused(Page page, PaymentOrder order, Refund refund, RefundOutcome.Refused no) {
        Instant now = clock.instant();
        refunds.write(page, refund.refundId(), new Progress(State.REFUSED, null, no.rawCode(), no.reason(), null), now);
        orders.move(
                page,
                order,
                order.refunded(OrderState.REFUND_FAILED, 0),
                new Cause("refund", order.gateway(), no.rawCode(), no.reason()),
                now);
        Cases.open(
                page,
                Finding.at(
                        order,
                        CaseKind.REFUND_REFUSED,
                        refund.refundId(),
                        refund.amount(),
                        "the gateway refused the refund: " + no.rawCode() + " " + no.reason(),
                        "refund " + refund.amount() + " VND another way, or ask again"),
                now);
    }

    private void waits(Page page, PaymentOrder order, Refund refund, Progress progress) {
        Instant now = clock.instant();
        boolean longEnough = !now.isBefore(refund.requestedAt().plus(properties.refundUntil()));
        Progress written = longEnough
                ? new Progress(progress.state(), progress.gatewayRefund(), progress.rawCode(), null, null)
                : progress;
        refunds.write(page, refund.refundId(), written, now);
        if (longEnough) {
            Cases.open(
                    page,
                    Finding.at(
                            order,
                            CaseKind.REFUND_UNKNOWN,
                            refund.refundId(),
                            refund.amount(),
                            "the gateway did not say in time what became of the refund",
                            "ask the gateway; do not refund again before it answered"),
                    now);
        }
    }
}
