package vn.gov.hanoi.hpasc.hub.payment.order;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderState;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable.Cause;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder.Money;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** What a person decides of orders that the hub cannot: doubtful ones, those with another amount, those nobody knows of. */
public final class Decisions {

    private final Book book;
    private final Poller poller;
    private final Judge judge;
    private final Clock clock;
    private final OrderTable orders = new OrderTable();
    private final TransactionTable transactions = new TransactionTable();

    Decisions(Book book, Poller poller, Judge judge, Clock clock) {
        this.book = book;
        this.poller = poller;
        this.judge = judge;
        this.clock = clock;
    }

    /** Asks the gateway now; gives the state afterwards. */
    public OrderState inquire(UUID paymentId) {
        PaymentOrder order =
                book.write(page -> orders.find(page, paymentId)).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        return poller.ask(order);
    }

    /** Takes what moved as the payment; of an order nobody knows of, what was ordered. */
    public Optional<Problem> accept(UUID paymentId, String operator, String reason) {
        return decide(paymentId, OrderState.PAID, operator, reason);
    }

    /** Holds the order for unpaid. */
    public Optional<Problem> fail(UUID paymentId, String operator, String reason) {
        return decide(paymentId, OrderState.FAILED, operator, reason);
    }

    private Optional<Problem> decide(UUID paymentId, OrderState to, String operator, String reason) {
        return book.write(page -> {
            PaymentOrder order = orders.lock(page, paymentId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
            boolean aPersons = order.state() == OrderState.SUSPECT
                    || order.state() == OrderState.MISMATCH
                    || order.state() == OrderState.UNKNOWN;
            Instant now = clock.instant();
            Money money = new Money(
                    Objects.requireNonNullElse(order.transaction(), "operator:" + order.reference()),
                    Objects.requireNonNullElse(
                            order.paidAmount(), order.amount().amount()),
                    Objects.requireNonNullElse(order.paidAt(), now),
                    order.rawCode());
            PaymentOrder after =
                    to == OrderState.PAID ? order.moved(to, money, order.receipt()) : order.ended(to, order.rawCode());
            Cause cause = new Cause("decided", operator, null, reason);
            if (!aPersons || !orders.move(page, order, after, cause, now)) {
                return Optional.of(
                        Problem.of(ErrorCode.ILLEGAL_STATE, order.state().name()));
            }
            if (to == OrderState.PAID) {
                transactions.insert(page, order, money, "operator", now);
                judge.confirm(page, after, money, now);
            }
            return Optional.<Problem>empty();
        });
    }
}
