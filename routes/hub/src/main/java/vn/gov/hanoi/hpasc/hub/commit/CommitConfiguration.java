package vn.gov.hanoi.hpasc.hub.commit;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the commit package offers. */
@Configuration(proxyBeanMethods = false)
class CommitConfiguration {

    @Bean
    Transactions transactions(DataSource dataSource) {
        return new Transactions(dataSource);
    }

    @Bean
    WaitReview waitReview(Transactions transactions, List<TimedWait> waits, Clock clock, Store store) {
        WaitReview review = new WaitReview(transactions, waits, clock);
        store.whenReady(review::begin);
        return review;
    }
}
