package vn.gov.hanoi.hpasc.hub.payment.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStateTest {

    private static final Set<OrderState> MOVED = EnumSet.complementOf(EnumSet.of(
            OrderState.CREATED, OrderState.PENDING, OrderState.UNKNOWN, OrderState.FAILED, OrderState.EXPIRED));

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void everyStateCanBeReachedFromTheFirst(OrderState state) {
        EnumSet<OrderState> reached = EnumSet.of(OrderState.CREATED);
        int before;
        do {
            before = reached.size();
            EnumSet.copyOf(reached).forEach(from -> reached.addAll(from.moves()));
        } while (reached.size() > before);
        assertThat(reached).contains(state);
    }

    @ParameterizedTest
    @EnumSource(value = OrderState.class, mode = EnumSource.Mode.EXCLUDE, names = "SUSPECT")
    void nothingLeadsFromMoneyBackToNoMoney(OrderState state) {
        if (MOVED.contains(state)) {
            assertThat(state.moves()).isSubsetOf(MOVED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"PAID", "PAID_LATE", "REFUND_PENDING", "REFUNDED", "REFUNDED_PART", "REFUND_FAILED"})
    void whatWasPaidIsNeverOverwritten(OrderState state) {
        assertThat(state.moves())
                .doesNotContain(OrderState.FAILED, OrderState.EXPIRED, OrderState.UNKNOWN, OrderState.PENDING);
    }

    @Test
    void aLateSuccessIsALatePayment() {
        assertThat(OrderState.FAILED.mayBecome(OrderState.PAID)).isFalse();
        assertThat(OrderState.EXPIRED.mayBecome(OrderState.PAID)).isFalse();
        assertThat(OrderState.FAILED.mayBecome(OrderState.PAID_LATE)).isTrue();
        assertThat(OrderState.EXPIRED.mayBecome(OrderState.PAID_LATE)).isTrue();
    }

    @Test
    void whatIsRefundedIsOver() {
        assertThat(OrderState.REFUNDED.moves()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void noStateFollowsItself(OrderState state) {
        assertThat(state.mayBecome(state)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void everyStateIsUndecidedOrLostOrMoved(OrderState state) {
        assertThat(EnumSet.of(state).stream()
                        .filter(s -> s.undecided() ^ s.lost() ^ s.moved())
                        .count())
                .isEqualTo(1);
        assertThat(state.moved()).isEqualTo(MOVED.contains(state));
    }
}
