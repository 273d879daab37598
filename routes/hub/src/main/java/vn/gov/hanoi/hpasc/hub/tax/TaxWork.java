package vn.gov.hanoi.hpasc.hub.tax;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What goes on by itself: rows are taken up and said, and counted for whoever watches. */
final class TaxWork {

    private static final Logger LOG = LoggerFactory.getLogger(TaxWork.class);
    private static final String COUNT = "select kind, state, count(*) from tax_row group by kind, state";

    private final TaxDesk desk;
    private final Book book;
    private final Store store;
    private final MultiGauge rows;

    TaxWork(TaxDesk desk, Book book, Store store, MeterRegistry meters) {
        this.desk = desk;
        this.book = book;
        this.store = store;
        this.rows = MultiGauge.builder("hub.tax.rows")
                .description("notices and vouchers of the tax office by kind and state")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${hub.tax.look:1s}")
    void goOn() {
        if (!store.ready()) {
            return;
        }
        try {
            desk.goOn();
        } catch (StoreUnavailable away) {
            // the store itself says that it is away
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("event", "tax.work-failed").log("tax rows are looked at again later");
        }
    }

    @Scheduled(fixedDelayString = "${hub.tax.count:15s}")
    void count() {
        if (!store.ready()) {
            return;
        }
        try {
            rows.register(
                    book.write(page -> page
                            .sql(COUNT)
                            .query((row, n) -> MultiGauge.Row.of(
                                    Tags.of("kind", row.getString(1), "state", row.getString(2)), row.getLong(3)))
                            .list()
                            .stream()
                            .<MultiGauge.Row<?>>map(row -> row)
                            .toList()),
                    true);
        } catch (StoreUnavailable away) {
            // the last numbers stay
        }
    }
}
