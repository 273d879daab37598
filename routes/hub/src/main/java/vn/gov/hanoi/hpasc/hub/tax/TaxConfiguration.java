package vn.gov.hanoi.hpasc.hub.tax;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.accept.Acceptance;
import vn.gov.hanoi.hpasc.hub.commit.TimedWait;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.order.PayeeAccounts;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the tax package offers. */
@Configuration(proxyBeanMethods = false)
class TaxConfiguration {

    @Bean
    TaxDesk taxDesk(
            Book book,
            Acceptance acceptance,
            Agencies agencies,
            PayeeAccounts accounts,
            TaxProperties properties,
            Clock clock) {
        return new TaxDesk(book, new TaxPublisher(book, acceptance, agencies, accounts, properties, clock), clock);
    }

    @Bean
    TimedWait taxRowWait() {
        return new TimedWait("tax_row", "next_try_at", "state = 'ready'", Duration.ofMinutes(5));
    }

    @Bean
    TaxWork taxWork(TaxDesk desk, Book book, Store store, MeterRegistry meters) {
        return new TaxWork(desk, book, store, meters);
    }

    @Bean
    TaxViews taxViews(Book book) {
        return new TaxViews(book);
    }
}
