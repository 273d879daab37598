package vn.gov.hanoi.hpasc.hub.payment.order;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderState;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable.Cause;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.Finding;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.order.PaymentProperties.Polling;

/**
 * Asks gateways about orders of which nobody speaks, until each has an end: the callback is only a faster way to know. One
 * node asks for all, so that the rate is the one that was agreed.
 */
final class Poller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    /** At each gateway: one that hangs holds up its own questions only. */
    private static final int AT_ONCE = 16;

    private final Book book;
    private final Merchants merchants;
    private final Judge judge;
    private final PaymentProperties properties;
    private final Clock clock;
    private final OrderTable orders = new OrderTable();
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Double> allowed = new HashMap<>();

    Poller(Book book, Merchants merchants, Judge judge, PaymentProperties properties, Clock clock) {
        this.book = book;
        this.merchants = merchants;
        this.judge = judge;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Asks about what is due, as much as each gateway's rate allows since the last time, and never more than can be asked at
     * once: what is taken is asked now, so that its lease is as short as a call.
     */
    void askDue() {
        for (PaymentGateway gateway : merchants.gateways()) {
            Semaphore calls = free.computeIfAbsent(gateway.name(), name -> new Semaphore(AT_ONCE));
            int most = Math.min(allowance(gateway.name()), calls.availablePermits());
            if (most > 0) {
                Instant now = clock.instant();
                Instant until = now.plus(merchants.lease(gateway.name()));
                List<PaymentOrder> due = book.write(page -> orders.takeDue(page, gateway.name(), most, now, until));
                allowed.merge(gateway.name(), (double) -due.size(), Double::sum);
                due.forEach(order -> ask(order, calls));
            }
        }
    }

    /** Does not wait: nobody else takes permits. */
    private void ask(PaymentOrder order, Semaphore calls) {
        calls.acquireUninterruptibly();
        callers.execute(() -> {
            try {
                askQuietly(order);
            } finally {
                calls.release();
            }
        });
    }

    /** A bucket of one second's questions. */
    private int allowance(String gateway) {
        int perSecond = properties.polling(gateway).perSecond();
        double more = perSecond * properties.tick().toMillis() / 1000.0;
        return allowed.merge(gateway, Math.min(more, perSecond), (had, plus) -> Math.min(perSecond, had + plus))
                .intValue();
    }

    private void askQuietly(PaymentOrder order) {
        try {
            ask(order);
        } catch (StoreUnavailable away) {
            LOG.atDebug().addKeyValue("payment", order.paymentId()).log("payment.poll-store-away");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("payment", order.paymentId()).setCause(e).log("payment.poll-failed");
        }
    }

    /** Asks about one order, and gives its state afterwards. */
    OrderState ask(PaymentOrder order) {
        Optional<Contract> contract = merchants.byName(order.merchant());
        @Nullable InquiryOutcome outcome = null;
        if (contract.isPresent()) {
            try {
                outcome = contract.get()
                        .gateway()
                        .inquire(order.orderReference(), contract.get().merchant());
            } catch (DestinationUnavailable away) {
                LOG.atDebug().addKeyValue("code", away.code().wire()).log("payment.poll-gateway-away");
            }
        }
        InquiryOutcome said = outcome;
        return book.write(page -> heard(page, order, said));
    }

    private OrderState heard(Page page, PaymentOrder asked, @Nullable InquiryOutcome outcome) {
        PaymentOrder order = orders.lock(page, asked.paymentId()).orElseThrow();
        Instant now = clock.instant();
        if (outcome instanceof InquiryOutcome.Found found) {
            judge.judge(page, order, found.notice(), "inquiry");
        } else if (outcome instanceof InquiryOutcome.NotFound unknown) {
            notFound(page, order, unknown, now);
        } else if (outcome instanceof InquiryOutcome.Refused refused) {
            Cases.open(page, refused(order, refused), now);
        }
        PaymentOrder after = orders.find(page, order.paymentId()).orElseThrow();
        if (after.state().undecided() && after.state() != OrderState.UNKNOWN) {
            again(page, after, now);
        }
        return after.state();
    }

    /** A gateway may hear of an order only when the payer arrives; after the order's time that is an answer. */
    private void notFound(Page page, PaymentOrder order, InquiryOutcome.NotFound unknown, Instant now) {
        if (order.state().undecided() && now.isAfter(order.expiresAt())) {
            orders.move(
                    page,
                    order,
                    order.ended(OrderState.EXPIRED, unknown.rawCode()),
                    new Cause("inquiry", order.gateway(), unknown.rawCode(), "the gateway does not know it"),
                    now);
        }
    }

    private static Finding refused(PaymentOrder order, InquiryOutcome.Refused refused) {
        return new Finding(
                CaseKind.GATEWAY_REFUSES,
                CaseKind.GATEWAY_REFUSES.wire() + ":" + order.merchant() + ":" + refused.rawCode(),
                order.gateway(),
                order.merchant(),
                null,
                null,
                null,
                "the gateway refuses inquiries: " + refused.rawCode() + " " + refused.reason(),
                "check the contract's keys and settings");
    }

    private void again(Page page, PaymentOrder order, Instant now) {
        Polling polling = properties.polling(order.gateway());
        Instant next = polling.next(order.createdAt(), order.polls(), now);
        if (next != null) {
            orders.pollAt(page, order.paymentId(), next);
            return;
        }
        orders.move(page, order, order.ended(OrderState.UNKNOWN, null), Cause.of("asked long enough", "hub"), now);
        Cases.open(
                page,
                Finding.at(
                        order,
                        CaseKind.UNKNOWN_PAYMENT,
                        "",
                        order.amount().amount(),
                        "the gateway never said what became of the order",
                        "ask the gateway, then decide the order"),
                now);
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
