package vn.gov.hanoi.hpasc.hub.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** The balance as metrics, looked at regularly, and its checkpoint moved on; a balance that is not fresh is an alarm. */
class BalanceMeters {

    private static final Logger LOG = LoggerFactory.getLogger(BalanceMeters.class);
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Balance balance;
    private final Store store;
    private final Clock clock;
    private final LongSupplier nanos;
    private final MultiGauge deliveries;
    private final MultiGauge differences;
    private volatile long counted;

    BalanceMeters(Balance balance, Store store, MeterRegistry meters, Clock clock, LongSupplier nanos) {
        this.balance = balance;
        this.store = store;
        this.clock = clock;
        this.nanos = nanos;
        this.counted = nanos.getAsLong();
        TimeGauge.builder("hub.balance.age", this, TimeUnit.NANOSECONDS, BalanceMeters::ageNanos)
                .description("How long ago the balance was counted; it should be some minutes at most")
                .register(meters);
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
            counted = nanos.getAsLong();
            balance.advance(clock.instant());
        } catch (StoreUnavailable e) {
            if (stale()) {
                LOG.atError()
                        .addKeyValue("event", "balance.stale")
                        .addKeyValue("age", age())
                        .addKeyValue("cause", String.valueOf(e.getMessage()))
                        .log("the balance could not be counted for long; its metrics are taken away");
                // better no value than an old one
                deliveries.register(List.of(), true);
                differences.register(List.of(), true);
            }
        }
    }

    /** How long ago the balance was counted, or this began. */
    Duration age() {
        return Duration.ofNanos((long) ageNanos());
    }

    /** Whether what the metrics say is too old to be relied on. */
    boolean stale() {
        return age().compareTo(FRESH) > 0;
    }

    private double ageNanos() {
        return nanos.getAsLong() - counted;
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
