package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;

/** What the reconciliation package offers. */
@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {

    @Bean
    Reconciliation reconciliation(Book book, Merchants merchants, Clock clock) {
        return new Reconciliation(book, merchants, clock);
    }

    @Bean
    SettlementReports settlementReports(Book book) {
        return new SettlementReports(book);
    }
}
