package vn.gov.hanoi.hpasc.hub.payment.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Refundable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable.Cause;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable.Refund;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable.State;
import vn.gov.hanoi.hpasc.hub.payment.book.RequestTable;
import vn.gov.hanoi.hpasc.hub.payment.book.RequestTable.Request;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable.Moved;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationAuthority;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationTable;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Takes wishes for money to go back. It is sent afterwards, by {@link RefundSender}. */
public final class Refunds {

    private final Book book;
    private final Merchants merchants;
    private final ObligationAuthority authority;
    private final Clock clock;
    private final ObligationTable obligations = new ObligationTable();
    private final OrderTable orders = new OrderTable();
    private final RefundTable refunds = new RefundTable();
    private final RequestTable requests = new RequestTable();
    private final TransactionTable transactions = new TransactionTable();
    private final References references = new References();

    Refunds(Book book, Merchants merchants, ObligationAuthority authority, Clock clock) {
        this.book = book;
        this.merchants = merchants;
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * What is wished.
     *
     * @param amount in whole đồng; null for all that is left of the transaction
     * @param transaction which of several; null for the one that paid the order
     * @param by the agency that asks
     */
    public record Wish(
            UUID paymentId, @Nullable Long amount, @Nullable String transaction, String reason, AgencyCode by) {}

    /**
     * Takes it, or gives the refund that the same key asked for before.
     *
     * @throws Refusal when there is nothing to give back, or not so much, or the obligation is in the books of another agency
     */
    public Refund ask(Wish wish, Request request) {
        return book.write(page -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            String refundId = references.next('R', now);
            Optional<RequestTable.Known> known = requests.claim(page, request, refundId, now);
            if (known.isEmpty()) {
                return made(page, wish, refundId, now);
            }
            if (!known.get().sameContent()) {
                throw new Refusal(ErrorCode.REQUEST_CONFLICT);
            }
            return refunds.lock(page, known.get().result())
                    .orElseThrow(() -> new IllegalStateException("a key stands for no refund"));
        });
    }

    private Refund made(Page page, Wish wish, String refundId, Instant now) {
        PaymentOrder order = orders.lock(page, wish.paymentId()).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        if (!keepsBooks(page, order, wish.by())) {
            throw new Refusal(Problem.at(
                    ErrorCode.NOT_YOURS,
                    "/paymentId",
                    "paid what is in the books of another agency",
                    order.obligationId()));
        }
        if (!order.state().refundable()) {
            throw new Refusal(ErrorCode.ILLEGAL_STATE, order.state().name());
        }
        boolean possible = merchants
                .byName(order.merchant())
                .filter(contract -> contract.gateway() instanceof Refundable)
                .isPresent();
        if (!possible) {
            throw new Refusal(ErrorCode.ILLEGAL_STATE, order.gateway() + " gives nothing back on request");
        }
        Moved moved = moved(page, order, wish.transaction());
        long left = moved.amount() - gone(page, order, moved);
        long amount = wish.amount() == null ? left : wish.amount();
        if (amount <= 0 || amount > left) {
            throw new Refusal(
                    Problem.at(ErrorCode.INVALID_DATA, "/amount", "is not between 1 and what is left: " + left));
        }
        Refund refund = new Refund(
                refundId,
                order.paymentId(),
                amount,
                wish.reason(),
                moved.transaction(),
                State.REQUESTED,
                null,
                null,
                null,
                false,
                wish.by().value(),
                now,
                null,
                now,
                0);
        refunds.insert(page, refund);
        orders.move(
                page, order, order.refunding(), new Cause("refund", wish.by().value(), null, refundId), now);
        return refund;
    }

    /** As of a message that says so: whoever may tell of a refund may have one made. */
    private boolean keepsBooks(Page page, PaymentOrder order, AgencyCode asker) {
        try {
            return obligations
                    .of(page.connection(), List.of(order.dossierId()))
                    .getOrDefault(order.dossierId(), Dues.NONE)
                    .obligation(order.obligationId())
                    .filter(owed -> authority.keepsBooks(asker, owed.raiser()))
                    .isPresent();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("obligations", e);
        }
    }

    private Moved moved(Page page, PaymentOrder order, @Nullable String transaction) {
        String wanted = transaction == null ? order.transaction() : transaction;
        return transactions.of(page, order.paymentId()).stream()
                .filter(moved -> moved.transaction().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Problem.at(ErrorCode.INVALID_DATA, "/transaction", "is no transaction of this payment")));
    }

    /** What of a transaction went back, or may have. */
    private long gone(Page page, PaymentOrder order, Moved moved) {
        List<Refund> all = refunds.of(page, order.paymentId());
        return all.stream()
                .filter(refund -> refund.transaction().equals(moved.transaction()) && refund.state() != State.REFUSED)
                .mapToLong(Refund::amount)
                .sum();
    }
}
