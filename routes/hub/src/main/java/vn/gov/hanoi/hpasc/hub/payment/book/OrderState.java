package vn.gov.hanoi.hpasc.hub.payment.book;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of an order, and the only moves between them. */
public enum OrderState {
    /** Written down; the gateway has not confirmed that it knows it. */
    CREATED,
    /** The payer can pay. */
    PENDING,
    PAID,
    /** The money came after the order had failed or expired. */
    PAID_LATE,
    FAILED,
    EXPIRED,
    /** The gateway was asked long enough: a person must find out. */
    UNKNOWN,
    /** The payer was debited, but the gateway doubts it or took it back: a person decides. */
    SUSPECT,
    /** Another amount than ordered moved. */
    MISMATCH,
    REFUND_PENDING,
    /** Part of what moved went back. */
    REFUNDED_PART,
    REFUNDED,
    REFUND_FAILED;

    private static final Map<OrderState, Set<OrderState>> MOVES = new EnumMap<>(Map.ofEntries(
            Map.entry(CREATED, EnumSet.of(PENDING, PAID, FAILED, EXPIRED, UNKNOWN, SUSPECT, MISMATCH)),
            Map.entry(PENDING, EnumSet.of(PAID, FAILED, EXPIRED, UNKNOWN, SUSPECT, MISMATCH)),
            Map.entry(UNKNOWN, EnumSet.of(PAID, FAILED, EXPIRED, SUSPECT, MISMATCH)),
            Map.entry(FAILED, EnumSet.of(PAID_LATE, SUSPECT, MISMATCH)),
            Map.entry(EXPIRED, EnumSet.of(PAID_LATE, SUSPECT, MISMATCH)),
            Map.entry(SUSPECT, EnumSet.of(PAID, FAILED, REFUND_PENDING)),
            Map.entry(MISMATCH, EnumSet.of(PAID, REFUND_PENDING)),
            Map.entry(PAID, EnumSet.of(REFUND_PENDING)),
            Map.entry(PAID_LATE, EnumSet.of(REFUND_PENDING)),
            Map.entry(REFUND_PENDING, EnumSet.of(REFUNDED_PART, REFUNDED, REFUND_FAILED)),
            Map.entry(REFUNDED_PART, EnumSet.of(REFUND_PENDING)),
            Map.entry(REFUND_FAILED, EnumSet.of(REFUND_PENDING, REFUNDED_PART, REFUNDED)),
            Map.entry(REFUNDED, EnumSet.noneOf(OrderState.class))));

    private static final Set<OrderState> UNDECIDED = EnumSet.of(CREATED, PENDING, UNKNOWN);
    private static final Set<OrderState> LOST = EnumSet.of(FAILED, EXPIRED);

    /** Whether the graph has this move. */
    public boolean mayBecome(OrderState next) {
        return moves().contains(next);
    }

    /** Where the graph leads from here. */
    public Set<OrderState> moves() {
        return Set.copyOf(MOVES.getOrDefault(this, Set.of()));
    }

    /** Nobody knows yet whether money will move. */
    public boolean undecided() {
        return UNDECIDED.contains(this);
    }

    /** It ended without money. */
    public boolean lost() {
        return LOST.contains(this);
    }

    /** Money moved. */
    public boolean moved() {
        return !undecided() && !lost();
    }

    /** Whether money that moved can be sent back from here. */
    public boolean refundable() {
        return mayBecome(REFUND_PENDING);
    }
}
