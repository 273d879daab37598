package vn.gov.hanoi.hpasc.hub.payment.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderState;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.order.Ruling.Seen;

class RulingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Vnd AMOUNT = new Vnd(120_000);

    static PaymentOrder order(OrderState state) {
        boolean moved = state.moved();
        return new PaymentOrder(
                UUID.randomUUID(),
                1,
                "H26.13-261123-0001",
                "PHI-1",
                "vnpay",
                "hanoi-vnpay",
                "P1",
                AMOUNT,
                state,
                "Phí",
                "http://localhost/back",
                "127.0.0.1",
                "vi",
                "http://localhost/pay",
                null,
                moved ? AMOUNT.amount() : null,
                moved ? "T1" : null,
                moved ? NOW : null,
                0,
                null,
                null,
                "H26.01",
                NOW,
                NOW.plusSeconds(900),
                NOW,
                null,
                0);
    }

    private static PaymentNotice says(PaymentStatus status, @Nullable Long amount) {
        return new PaymentNotice(
                "P1",
                "T1",
                amount == null ? null : new Vnd(amount),
                amount == null ? null : amount.toString(),
                "VND",
                "TMN",
                status,
                true,
                "00",
                NOW);
    }

    private static Ruling rule(OrderState state, PaymentStatus status, Seen seen) {
        return Ruling.of(order(state), says(status, AMOUNT.amount()), seen);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED, PAID, PAID", "PENDING, PAID, PAID", "UNKNOWN, PAID, PAID", "FAILED, PAID, PAID_LATE",
        "EXPIRED, PAID, PAID_LATE", "PENDING, SUSPECT, SUSPECT", "EXPIRED, SUSPECT, SUSPECT", "PENDING, FAILED, FAILED",
        "CREATED, EXPIRED, EXPIRED"
    })
    void movesWhatMayStillMove(OrderState state, PaymentStatus said, OrderState to) {
        Ruling ruling = rule(state, said, Seen.NEW);
        assertThat(ruling.verdict()).isEqualTo(CallbackVerdict.RECORDED);
        assertThat(ruling.to()).isEqualTo(to);
        assertThat(state.mayBecome(to)).isTrue();
        assertThat(ruling.confirm()).isEqualTo(said == PaymentStatus.PAID);
        assertThat(ruling.money()).isEqualTo(to.moved());
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void confirmsAPaymentOnceOnly(OrderState state) {
        Ruling again = rule(state, PaymentStatus.PAID, Seen.OF_THIS_ORDER);
        if (state.moved() && state != OrderState.SUSPECT) {
            assertThat(again.confirm()).isFalse();
            assertThat(again.verdict()).isEqualTo(CallbackVerdict.DUPLICATE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"PAID", "PAID_LATE", "MISMATCH", "SUSPECT", "REFUND_PENDING", "REFUNDED"})
    void aSecondTransactionIsADoublePayment(OrderState state) {
        Ruling ruling = rule(state, PaymentStatus.PAID, Seen.NEW);
        assertThat(ruling.finding()).isEqualTo(CaseKind.DOUBLE_PAYMENT);
        assertThat(ruling.money()).isTrue();
        assertThat(ruling.confirm()).isFalse();
        assertThat(ruling.to()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"PAID", "PAID_LATE", "MISMATCH", "REFUND_PENDING", "REFUNDED", "REFUNDED_PART", "REFUND_FAILED"})
    void aFailureAfterMoneyIsRefusedByTheGraph(OrderState state) {
        Ruling ruling = rule(state, PaymentStatus.FAILED, Seen.OF_THIS_ORDER);
        assertThat(ruling.verdict()).isEqualTo(CallbackVerdict.DUPLICATE);
        assertThat(ruling.to()).isEqualTo(OrderState.FAILED);
        assertThat(state.mayBecome(OrderState.FAILED)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"CREATED", "PENDING", "UNKNOWN", "FAILED", "EXPIRED"})
    void anotherAmountKeepsTheFactThatMoneyMoved(OrderState state) {
        Ruling ruling = Ruling.of(order(state), says(PaymentStatus.PAID, 1L), Seen.NEW);
        assertThat(ruling.verdict()).isEqualTo(CallbackVerdict.WRONG_AMOUNT);
        assertThat(ruling.to()).isEqualTo(OrderState.MISMATCH);
        assertThat(ruling.money()).isTrue();
        assertThat(ruling.confirm()).isFalse();
        assertThat(ruling.finding()).isEqualTo(CaseKind.WRONG_AMOUNT);
    }

    @Test
    void anotherAmountOfAFailedPaymentChangesNothing() {
        Ruling ruling = Ruling.of(order(OrderState.PENDING), says(PaymentStatus.FAILED, 1L), Seen.NEW);
        assertThat(ruling).isEqualTo(new Ruling(CallbackVerdict.WRONG_AMOUNT, null, false, false, null));
    }

    @Test
    void sayingNoAmountContradictsNothing() {
        Ruling ruling = Ruling.of(order(OrderState.PENDING), says(PaymentStatus.PAID, null), Seen.NEW);
        assertThat(ruling.to()).isEqualTo(OrderState.PAID);
    }

    @Test
    void aTransactionOfAnotherOrderPaysNothing() {
        Ruling ruling = rule(OrderState.PENDING, PaymentStatus.PAID, Seen.OF_ANOTHER_ORDER);
        assertThat(ruling.to()).isNull();
        assertThat(ruling.money()).isFalse();
        assertThat(ruling.finding()).isEqualTo(CaseKind.REUSED_TRANSACTION);
    }

    @Test
    void aDoubtThatIsOverIsAPayment() {
        Ruling ruling = rule(OrderState.SUSPECT, PaymentStatus.PAID, Seen.OF_THIS_ORDER);
        assertThat(ruling.to()).isEqualTo(OrderState.PAID);
        assertThat(ruling.confirm()).isTrue();
    }

    @Test
    void aDoubtfulPaymentIsNotUndoneByANotice() {
        assertThat(rule(OrderState.SUSPECT, PaymentStatus.FAILED, Seen.OF_THIS_ORDER)
                        .to())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void waitingChangesNothing(OrderState state) {
        CallbackVerdict verdict = state.undecided() ? CallbackVerdict.RECORDED : CallbackVerdict.DUPLICATE;
        assertThat(rule(state, PaymentStatus.PENDING, Seen.NEW))
                .isEqualTo(new Ruling(verdict, null, false, false, null));
        assertThat(Ruling.of(order(state), says(PaymentStatus.PENDING, 1L), Seen.NEW))
                .isEqualTo(new Ruling(CallbackVerdict.WRONG_AMOUNT, null, false, false, null));
    }
}
