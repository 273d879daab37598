package vn.gov.hanoi.hpasc.hub.parcel;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelRegistry;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the parcel package offers. */
@Configuration(proxyBeanMethods = false)
class ParcelConfiguration {

    @Bean
    ParcelDesk parcelDesk(
            ParcelRegistry registry,
            Book book,
            Store store,
            ParcelProperties properties,
            Clock clock,
            MeterRegistry meters) {
        return new ParcelDesk(registry, new ParcelCache(book, store), properties, clock, meters);
    }
}
