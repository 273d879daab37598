package vn.gov.hanoi.hpasc.hub.payment.order;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReceiptSource;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.EffectTable;
import vn.gov.hanoi.hpasc.hub.payment.book.EffectTable.Effect;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderState;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable.Cause;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder.Money;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable.Moved;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.Finding;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.order.Ruling.Seen;

/**
 * Carries out a {@link Ruling}: order, money, message to the world and case, all in the transaction that holds the order's
 * lock, whoever brought the gateway's word.
 */
public final class Judge {

    private final OrderTable orders = new OrderTable();
    private final TransactionTable transactions = new TransactionTable();
    private final EffectTable effects = new EffectTable();
    private final Merchants merchants;
    private final Clock clock;

    Judge(Merchants merchants, Clock clock) {
        this.merchants = merchants;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param verdict what a calling gateway is told
     * @param paymentId the order it was about; null when there is none
     */
    public record Judged(CallbackVerdict verdict, @Nullable UUID paymentId) {}

    /** Judges what a gateway says of the order it names. */
    public Judged judge(Page page, PaymentNotice notice, String gateway, String merchant, String by) {
        Optional<PaymentOrder> order = orders.lock(page, gateway, merchant, notice.reference());
        return order.map(locked -> new Judged(judge(page, locked, notice, by), locked.paymentId()))
                .orElse(new Judged(CallbackVerdict.UNKNOWN_ORDER, null));
    }

    /**
     * Judges what a gateway says of a locked order.
     *
     * @param by {@code callback}, {@code inquiry} or {@code settlement}
     */
    CallbackVerdict judge(Page page, PaymentOrder order, PaymentNotice notice, String by) {
        Instant now = clock.instant();
        Money money = money(order, notice, now);
        Ruling ruling = Ruling.of(order, notice, seen(page, order, money));
        if (ruling.money() && !transactions.insert(page, order, money, by, now)) {
            // another order claimed the transaction a moment ago
            ruling = Ruling.of(order, notice, Seen.OF_ANOTHER_ORDER);
        }
        OrderState to = ruling.to();
        if (to != null) {
            move(page, order, to, ruling, money, new Cause(by, order.gateway(), notice.rawCode(), null), now);
        }
        if (ruling.confirm()) {
            confirm(page, order, money, now);
        }
        CaseKind finding = ruling.finding();
        if (finding != null) {
            Cases.open(page, found(order, finding, money, notice), now);
        }
        return ruling.verdict();
    }

    private void move(
            Page page, PaymentOrder order, OrderState to, Ruling ruling, Money money, Cause cause, Instant now) {
        boolean paid = ruling.money() || ruling.confirm();
        PaymentOrder after =
                paid ? order.moved(to, money, ruling.confirm() ? receipt(order) : null) : order.ended(to, cause.code());
        orders.move(page, order, after, cause, now);
    }

    private Seen seen(Page page, PaymentOrder order, Money money) {
        Optional<Moved> known = transactions.find(page, order.gateway(), order.merchant(), money.transaction());
        return known.map(moved ->
                        moved.paymentId().equals(order.paymentId()) ? Seen.OF_THIS_ORDER : Seen.OF_ANOTHER_ORDER)
                .orElse(Seen.NEW);
    }

    /** A gateway that names no transaction speaks of the one that is known, or, under our reference, of the first. */
    private static Money money(PaymentOrder order, PaymentNotice notice, Instant now) {
        String transaction = notice.gatewayTransaction() == null
                ? Objects.requireNonNullElse(order.transaction(), "ref:" + order.reference())
                : notice.gatewayTransaction();
        Vnd said = notice.amount() == null && notice.rawAmount() == null ? order.amount() : notice.amount();
        return new Money(
                transaction,
                said == null ? 0 : said.amount(),
                Objects.requireNonNullElse(notice.paidAt(), now),
                notice.rawCode());
    }

    /** Where the gateway issues receipts, our reference is what it is fetched by; elsewhere there is none to speak of. */
    private @Nullable String receipt(PaymentOrder order) {
        return merchants
                .byName(order.merchant())
                .filter(contract -> contract.gateway() instanceof ReceiptSource)
                .map(contract -> order.reference())
                .orElse(null);
    }

    /** Once for each order, whatever is said of it later. */
    void confirm(Page page, PaymentOrder order, Money money, Instant now) {
        effects.insert(
                page,
                new Effect(
                        "payment-confirmed:" + order.paymentId(),
                        order.paymentId(),
                        "payment-confirmed",
                        order.dossierCode(),
                        order.obligationId(),
                        money.amount(),
                        money.at(),
                        order.gateway(),
                        money.transaction(),
                        receipt(order),
                        null),
                now);
        if (orders.otherPaid(page, order)) {
            Cases.open(
                    page,
                    Finding.at(
                            order,
                            CaseKind.DOUBLE_PAYMENT,
                            "obligation",
                            money.amount(),
                            "the obligation was paid by another order too",
                            refund(money)),
                    now);
        }
    }

    private static Finding found(PaymentOrder order, CaseKind kind, Money money, PaymentNotice notice) {
        String suffix = kind == CaseKind.LATE_PAYMENT ? "" : money.transaction();
        return switch (kind) {
            case WRONG_AMOUNT ->
                Finding.at(
                        order,
                        kind,
                        suffix,
                        money.amount(),
                        "ordered " + order.amount() + ", the gateway says " + notice.rawAmount() + " "
                                + notice.currency(),
                        refund(money));
            case DOUBLE_PAYMENT ->
                Finding.at(
                        order,
                        kind,
                        suffix,
                        money.amount(),
                        "paid once more by transaction " + money.transaction(),
                        refund(money));
            case LATE_PAYMENT ->
                Finding.at(
                        order,
                        kind,
                        suffix,
                        money.amount(),
                        "paid after the order was " + order.state(),
                        "keep it if the obligation is still due, else refund " + money.amount() + " VND");
            case SUSPECT_PAYMENT ->
                Finding.at(
                        order,
                        kind,
                        suffix,
                        money.amount(),
                        "the gateway doubts the payment: " + notice.rawCode(),
                        "ask the gateway, then decide the order");
            default ->
                Finding.at(
                        order,
                        kind,
                        suffix,
                        money.amount(),
                        "transaction " + money.transaction() + " is known of another order",
                        "ask the gateway which order was paid");
        };
    }

    private static String refund(Money money) {
        return "refund " + money.amount() + " VND of transaction " + money.transaction();
    }
}
