package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** All orders of a simulated gateway. */
public final class OrderBook {

    private final Map<String, GatewayOrder> orders = new ConcurrentHashMap<>();
    private final AtomicLong numbers;
    private final Clock clock;

    OrderBook(Clock clock) {
        this.clock = clock;
        this.numbers = new AtomicLong(clock.millis() % 1_000_000_000L * 10);
    }

    /** The order that stands under its reference: the new one, or the one that was there before. */
    public GatewayOrder open(GatewayOrder order) {
        GatewayOrder before = orders.putIfAbsent(order.reference(), order);
        return before == null ? order : before;
    }

    public Optional<GatewayOrder> find(String reference) {
        return Optional.ofNullable(orders.get(reference));
    }

    /**
     * The order of that reference.
     *
     * @throws IllegalArgumentException when there is none
     */
    public GatewayOrder get(String reference) {
        return find(reference).orElseThrow(() -> new IllegalArgumentException("no order " + reference));
    }

    /** Those that have {@code transaction} among their numbers. */
    public Optional<GatewayOrder> byTransaction(String transaction) {
        return orders.values().stream()
                .filter(order -> order.transactions().contains(transaction))
                .findFirst();
    }

    public List<GatewayOrder> all() {
        return List.copyOf(orders.values());
    }

    /** Money of {@code amount} moves for the order, once more if it did before. */
    public GatewayOrder pay(String reference, long amount, String code) {
        return change(
                reference,
                order -> order.decided(GatewayOrder.Money.PAID, code, amount, nextNumber(), clock.instant()));
    }

    /** As {@link #pay}, but the gateway has its doubts. */
    public GatewayOrder suspect(String reference, String code) {
        return change(
                reference,
                order ->
                        order.decided(GatewayOrder.Money.SUSPECT, code, order.amount(), nextNumber(), clock.instant()));
    }

    /** No money moves. */
    public GatewayOrder refuse(String reference, GatewayOrder.Money money, String code) {
        return change(reference, order -> order.decided(money, code, 0, null, clock.instant()));
    }

    /** Notes a refund, once for each id. */
    public GatewayRefund refund(String reference, String id, long amount, GatewayRefund.State state) {
        GatewayOrder changed = change(reference, order -> {
            if (order.refunds().stream().anyMatch(refund -> refund.id().equals(id))) {
                return order;
            }
            List<GatewayRefund> refunds = new ArrayList<>(order.refunds());
            refunds.add(new GatewayRefund(id, nextNumber(), amount, clock.instant(), state));
            return order.with(refunds);
        });
        return changed.refunds().stream()
                .filter(refund -> refund.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Decides about a refund that was being worked on. */
    public void settle(String reference, String refundId, GatewayRefund.State state) {
        change(
                reference,
                order -> order.with(order.refunds().stream()
                        .map(refund -> refund.id().equals(refundId) ? refund.in(state) : refund)
                        .toList()));
    }

    private GatewayOrder change(String reference, UnaryOperator<GatewayOrder> change) {
        GatewayOrder changed = orders.computeIfPresent(reference, (key, order) -> change.apply(order));
        if (changed == null) {
            throw new IllegalArgumentException("no order " + reference);
        }
        return changed;
    }

    private String nextNumber() {
        return Long.toString(10_000_000_000L + numbers.incrementAndGet());
    }
}
