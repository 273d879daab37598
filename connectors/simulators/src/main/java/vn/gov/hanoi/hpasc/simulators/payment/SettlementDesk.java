package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** What goes into the settlement file of a day: the truth, save what was scripted to be wrong. */
public final class SettlementDesk {

    private final OrderBook book;
    private final Set<String> omitted = ConcurrentHashMap.newKeySet();
    private final Map<String, UnaryOperator<SettlementEntry>> changed = new ConcurrentHashMap<>();
    private final List<SettlementEntry> phantoms = new CopyOnWriteArrayList<>();

    SettlementDesk(OrderBook book) {
        this.book = book;
    }

    /** Leaves out everything about an order. */
    public SettlementDesk omit(String reference) {
        omitted.add(reference);
        return this;
    }

    /** Writes another amount for an order. */
    public SettlementDesk amount(String reference, long amount) {
        changed.put(reference, entry -> entry.amount(amount));
        return this;
    }

    /** Writes another fee for an order. */
    public SettlementDesk fee(String reference, long fee) {
        changed.put(reference, entry -> entry.fee(fee));
        return this;
    }

    /** Moves an order's rows to the next day, as a cut-off time does. */
    public SettlementDesk nextDay(String reference) {
        changed.put(reference, entry -> entry.movedTo(entry.at().plusSeconds(86_400)));
        return this;
    }

    /** Adds a row about something that never was. */
    public SettlementDesk phantom(SettlementEntry entry) {
        phantoms.add(entry);
        return this;
    }

    /** Forgets what was scripted. */
    public void clear() {
        omitted.clear();
        changed.clear();
        phantoms.clear();
    }

    /** The rows of a merchant and a day of +7, by time. */
    public List<SettlementEntry> entries(String merchant, LocalDate day) {
        List<SettlementEntry> entries = new ArrayList<>(phantoms);
        for (GatewayOrder order : book.all()) {
            if (!omitted.contains(order.reference())) {
                UnaryOperator<SettlementEntry> change =
                        changed.getOrDefault(order.reference(), UnaryOperator.identity());
                of(order).stream().map(change).forEach(entries::add);
            }
        }
        return entries.stream()
                .filter(entry -> entry.merchant().equals(merchant))
                .filter(entry -> GatewayTime.day(entry.at()).equals(day))
                .sorted(Comparator.comparing(SettlementEntry::at).thenComparing(SettlementEntry::transaction))
                .toList();
    }

    private static List<SettlementEntry> of(GatewayOrder order) {
        List<SettlementEntry> entries = new ArrayList<>();
        if (order.money() == GatewayOrder.Money.PAID && order.at() != null) {
            for (String transaction : order.transactions()) {
                entries.add(new SettlementEntry(
                        order.merchant(), false, order.reference(), "", transaction, order.paid(), 0, order.at()));
            }
        }
        for (GatewayRefund refund : order.refunds()) {
            if (refund.state() == GatewayRefund.State.DONE) {
                entries.add(new SettlementEntry(
                        order.merchant(),
                        true,
                        order.reference(),
                        refund.id(),
                        refund.transaction(),
                        refund.amount(),
                        0,
                        refund.at()));
            }
        }
        return entries;
    }
}
