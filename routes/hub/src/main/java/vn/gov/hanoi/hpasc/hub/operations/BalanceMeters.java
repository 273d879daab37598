package vn.gov.hanoi.hpasc.hub.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** The balance as metrics, looked at regularly: it reads all deliveries, so not at every scrape. */
class BalanceMeters {

    private static final Logger LOG = LoggerFactory.getLogger(BalanceMeters.class);

    private final Balance balance;
    private final Store store;
    private final MultiGauge deliveries;
    private final MultiGauge differences;

    BalanceMeters(Balance balance, Store store, MeterRegistry meters) {
        this.balance = balance;
        this.store = store;
        this.deliveries = MultiGauge.builder("hub.deliveries")
                .description("deliveries by state")
                .register(meters);
        this.differences = MultiGauge.builder("hub.balance.difference")
                .description("deliveries the ledger says were created and nobody can account for")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${hub.operations.balance-every:60s}", initialDelayString = "10s")
    void look() {
        if (!store.ready()) {
            return;
        }
        try {
            show(balance.rows());
        } catch (StoreUnavailable e) {
            LOG.atDebug().addKeyValue("event", "balance.skipped").log("PostgreSQL is away");
        }
    }

    private void show(List<Balance.Row> rows) {
        deliveries.register(rows.stream().flatMap(BalanceMeters::states).toList(), true);
        differences.register(
                rows.stream()
                        .map(row -> MultiGauge.Row.of(Tags.of("destination", row.destination()), row.difference()))
                        .toList(),
                true);
        rows.stream()
                .filter(row -> row.difference() != 0)
                .forEach(row -> LOG.atError()
                        .addKeyValue("event", "balance.uneven")
                        .addKeyValue("destination", row.destination())
                        .addKeyValue("difference", row.difference())
                        .log("deliveries are unaccounted for"));
    }

    private static Stream<MultiGauge.Row<?>> states(Balance.Row row) {
        return Stream.of(
                state(row, "delivered", row.delivered()),
                state(row, "refused", row.refused()),
                state(row, "cancelled", row.cancelled()),
                state(row, "parked", row.parked()),
                state(row, "waiting", row.waiting()),
                state(row, "in-flight", row.inFlight()));
    }

    private static MultiGauge.Row<?> state(Balance.Row row, String state, long count) {
        return MultiGauge.Row.of(Tags.of("destination", row.destination(), "state", state), count);
    }
}
