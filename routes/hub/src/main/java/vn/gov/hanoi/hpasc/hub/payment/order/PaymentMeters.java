package vn.gov.hanoi.hpasc.hub.payment.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What an operator watches of payments: orders by gateway and state, open cases by kind, messages not yet said. */
final class PaymentMeters {

    private final Book book;
    private final Store store;
    private final MultiGauge orders;
    private final MultiGauge cases;
    private final MultiGauge unsaid;

    PaymentMeters(Book book, Store store, MeterRegistry meters) {
        this.book = book;
        this.store = store;
        this.orders = MultiGauge.builder("hub.payment.orders")
                .description("orders of the last 30 days by gateway and state")
                .register(meters);
        this.cases = MultiGauge.builder("hub.payment.cases")
                .description("cases that wait for a person")
                .register(meters);
        this.unsaid = MultiGauge.builder("hub.payment.effects")
                .description("messages about payments that are still to be said")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${hub.payments.count:15s}")
    void count() {
        if (!store.ready()) {
            return;
        }
        try {
            orders.register(counted("""
                    select gateway, state, count(*) from payment_order
                    where created_at > now() - interval '30 days' group by 1, 2""", "gateway", "state"), true);
            cases.register(
                    counted(
                            "select kind, '', count(*) from payment_case where state = 'open' group by 1",
                            "kind",
                            "none"),
                    true);
            unsaid.register(
                    counted(
                            "select type, '', count(*) from payment_effect where next_try_at is not null group by 1",
                            "type",
                            "none"),
                    true);
        } catch (StoreUnavailable away) {
            // the last numbers stay; the store itself says that it is away
        }
    }

    private List<MultiGauge.Row<?>> counted(String query, String first, String second) {
        return book.write(page -> page
                .sql(query)
                .query((row, n) -> {
                    Tags tags = Tags.of(first, row.getString(1));
                    return MultiGauge.Row.of(
                            second.equals("none") ? tags : tags.and(second, row.getString(2)), row.getLong(3));
                })
                .list()
                .stream()
                .<MultiGauge.Row<?>>map(row -> row)
                .toList());
    }
}
