package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as the gateway knows it: the truth about its money.
 *
 * @param merchant the gateway's id of the merchant
 * @param reference as it goes over the wire
 * @param amount what was ordered, in whole đồng
 * @param createdAt when it came to the gateway
 * @param details fields of the opening message that are needed later
 * @param money what became of it
 * @param code the gateway's code for that
 * @param paid what was paid; 0 when nothing was
 * @param transactions the gateway's numbers: the first payment, then any further ones
 * @param at when it was decided; null while it is open
 * @param refunds what went back, in the order asked for
 */
public record GatewayOrder(
        String merchant,
        String reference,
        long amount,
        Instant createdAt,
        Map<String, String> details,
        Money money,
        String code,
        long paid,
        List<String> transactions,
        @Nullable Instant at,
        List<GatewayRefund> refunds) {

    /** What became of an order. */
    public enum Money {
        OPEN,
        PAID,
        FAILED,
        SUSPECT,
        EXPIRED
    }

    public GatewayOrder {
        details = Map.copyOf(details);
        transactions = List.copyOf(transactions);
        refunds = List.copyOf(refunds);
    }

    /** As it is when it is new. */
    public static GatewayOrder open(
            String merchant, String reference, long amount, Instant createdAt, Map<String, String> details) {
        return new GatewayOrder(
                merchant, reference, amount, createdAt, details, Money.OPEN, "", 0, List.of(), null, List.of());
    }

    GatewayOrder decided(Money decision, String why, long moved, @Nullable String transaction, Instant when) {
        return new GatewayOrder(
                merchant,
                reference,
                amount,
                createdAt,
                details,
                decision,
                why,
                moved,
                transaction == null
                        ? transactions
                        : Stream.concat(transactions.stream(), Stream.of(transaction))
                                .toList(),
                when,
                refunds);
    }

    GatewayOrder with(List<GatewayRefund> newRefunds) {
        return new GatewayOrder(
                merchant, reference, amount, createdAt, details, money, code, paid, transactions, at, newRefunds);
    }

    /** The newest of its numbers; empty when it has none. */
    public String transaction() {
        return transactions.isEmpty() ? "" : transactions.getLast();
    }

    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    /** What is not given back yet. */
    public long left() {
        return paid
                - refunds.stream()
                        .filter(refund -> refund.state() != GatewayRefund.State.REFUSED)
                        .mapToLong(GatewayRefund::amount)
                        .sum();
    }
}
