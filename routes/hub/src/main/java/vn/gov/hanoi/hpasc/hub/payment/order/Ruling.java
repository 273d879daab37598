package vn.gov.hanoi.hpasc.hub.payment.order;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderState;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;

/**
 * What a gateway's word means for an order. Pure: this is where money is judged, and nowhere else.
 *
 * @param verdict what the gateway is told, when it called
 * @param to where the order is to move, also where it may not: that is then written down as refused; null when it stays
 * @param money whether a movement of money is to be written down
 * @param confirm whether the world is to be told of a payment
 * @param finding what a person must look at; null for nothing
 */
record Ruling(
        CallbackVerdict verdict,
        @Nullable OrderState to,
        boolean money,
        boolean confirm,
        @Nullable CaseKind finding) {

    /** What is known of the transaction that a notice names. */
    enum Seen {
        NEW,
        OF_THIS_ORDER,
        OF_ANOTHER_ORDER
    }

    static Ruling of(PaymentOrder order, PaymentNotice notice, Seen seen) {
        return switch (notice.status()) {
            case PENDING -> stays(waiting(order, notice));
            case FAILED, EXPIRED -> withoutMoney(order, notice);
            case PAID, SUSPECT -> {
                if (seen == Seen.OF_ANOTHER_ORDER) {
                    yield finds(CallbackVerdict.DUPLICATE, CaseKind.REUSED_TRANSACTION);
                }
                yield notice.contradicts(order.amount()) ? wrongAmount(order, seen) : withMoney(order, notice, seen);
            }
        };
    }

    /** As of any other call: the amount is looked at before it is asked what is known already. */
    private static CallbackVerdict waiting(PaymentOrder order, PaymentNotice notice) {
        if (notice.contradicts(order.amount())) {
            return CallbackVerdict.WRONG_AMOUNT;
        }
        return order.state().undecided() ? CallbackVerdict.RECORDED : CallbackVerdict.DUPLICATE;
    }

    private static Ruling withoutMoney(PaymentOrder order, PaymentNotice notice) {
        if (notice.contradicts(order.amount())) {
            return stays(CallbackVerdict.WRONG_AMOUNT);
        }
        OrderState end = notice.status() == PaymentStatus.EXPIRED ? OrderState.EXPIRED : OrderState.FAILED;
        if (order.state().undecided()) {
            return new Ruling(CallbackVerdict.RECORDED, end, false, false, null);
        }
        // Money that moved is never unmade by a notice. Of a doubtful payment a person decides.
        boolean contradiction = order.state().moved() && order.state() != OrderState.SUSPECT;
        return new Ruling(CallbackVerdict.DUPLICATE, contradiction ? end : null, false, false, null);
    }

    private static Ruling wrongAmount(PaymentOrder order, Seen seen) {
        if (seen == Seen.OF_THIS_ORDER) {
            return stays(CallbackVerdict.WRONG_AMOUNT);
        }
        return order.state().moved()
                ? new Ruling(CallbackVerdict.WRONG_AMOUNT, null, true, false, CaseKind.DOUBLE_PAYMENT)
                : new Ruling(CallbackVerdict.WRONG_AMOUNT, OrderState.MISMATCH, true, false, CaseKind.WRONG_AMOUNT);
    }

    private static Ruling withMoney(PaymentOrder order, PaymentNotice notice, Seen seen) {
        boolean doubtful = notice.status() == PaymentStatus.SUSPECT;
        if (!order.state().moved()) {
            if (doubtful) {
                return new Ruling(CallbackVerdict.RECORDED, OrderState.SUSPECT, true, false, CaseKind.SUSPECT_PAYMENT);
            }
            return order.state().lost()
                    ? new Ruling(CallbackVerdict.RECORDED, OrderState.PAID_LATE, true, true, CaseKind.LATE_PAYMENT)
                    : new Ruling(CallbackVerdict.RECORDED, OrderState.PAID, true, true, null);
        }
        if (seen == Seen.NEW) {
            return new Ruling(CallbackVerdict.DUPLICATE, null, true, false, CaseKind.DOUBLE_PAYMENT);
        }
        if (doubtful && order.state() != OrderState.SUSPECT) {
            return new Ruling(CallbackVerdict.DUPLICATE, OrderState.SUSPECT, false, false, CaseKind.SUSPECT_PAYMENT);
        }
        return !doubtful && order.state() == OrderState.SUSPECT
                ? new Ruling(CallbackVerdict.RECORDED, OrderState.PAID, false, true, null)
                : stays(CallbackVerdict.DUPLICATE);
    }

    private static Ruling stays(CallbackVerdict verdict) {
        return new Ruling(verdict, null, false, false, null);
    }

    private static Ruling finds(CallbackVerdict verdict, CaseKind finding) {
        return new Ruling(verdict, null, false, false, finding);
    }
}
