package vn.gov.hanoi.hpasc.hub.callback;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.order.DueBills;
import vn.gov.hanoi.hpasc.hub.payment.order.Judge;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** The desks behind the callback routes. */
@Configuration(proxyBeanMethods = false)
class CallbackConfiguration {

    @Bean
    UnverifiedBudget unverifiedBudget(CallbackProperties properties, MeterRegistry meters) {
        return new UnverifiedBudget(
                properties.unverifiedPerAddress(), properties.unverifiedPerMinute(), meters, System::nanoTime);
    }

    @Bean
    CallbackLog callbackLog(
            Book book, Store store, CallbackProperties properties, UnverifiedBudget budget, Clock clock) {
        return new CallbackLog(book, store, properties, budget, clock);
    }

    @Bean
    Arrivals arrivals(
            Merchants merchants, CallbackLog log, SecurityEvents events, CallbackProperties properties, Clock clock) {
        return new Arrivals(merchants, log, events, properties, clock);
    }

    @Bean
    CallbackDesk callbackDesk(
            Arrivals arrivals, CallbackLog log, Book book, Judge judge, MeterRegistry meters, Clock clock) {
        return new CallbackDesk(arrivals, log, book, judge, meters, clock);
    }

    @Bean
    BillDesk billDesk(Arrivals arrivals, CallbackLog log, Merchants merchants, DueBills bills) {
        return new BillDesk(arrivals, log, merchants, bills);
    }

    @Bean
    ReturnDesk returnDesk(Arrivals arrivals, Book book, AccessEvents events) {
        return new ReturnDesk(arrivals, book, events);
    }
}
