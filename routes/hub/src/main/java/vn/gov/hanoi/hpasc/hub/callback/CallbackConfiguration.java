package vn.gov.hanoi.hpasc.hub.callback;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.order.DueBills;
import vn.gov.hanoi.hpasc.hub.payment.order.Judge;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** The desks behind the callback routes. */
@Configuration(proxyBeanMethods = false)
class CallbackConfiguration {

    @Bean
    CallbackLog callbackLog(Book book, Store store, CallbackProperties properties, Clock clock) {
        return new CallbackLog(book, store, properties, clock);
    }

    @Bean
    Arrivals arrivals(Merchants merchants, CallbackLog log, CallbackProperties properties, Clock clock) {
        return new Arrivals(merchants, log, properties, clock);
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
    ReturnDesk returnDesk(Arrivals arrivals, Book book) {
        return new ReturnDesk(arrivals, book);
    }
}
