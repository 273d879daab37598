package vn.gov.hanoi.hpasc.hub.operations;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.http.HttpGuards;
import vn.gov.hanoi.hpasc.hub.storage.DataFolder;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the operations package offers. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    @Bean
    Balance balance(Transactions transactions) {
        return new Balance(transactions);
    }

    @Bean
    BalanceMeters balanceMeters(Balance balance, Store store, MeterRegistry meters, Clock clock) {
        return new BalanceMeters(balance, store, meters, clock, System::nanoTime);
    }

    @Bean
    BalanceHealthIndicator balanceHealthIndicator(BalanceMeters meters) {
        return new BalanceHealthIndicator(meters);
    }

    @Bean
    ParkedQuery parkedQuery(Transactions transactions) {
        return new ParkedQuery(transactions);
    }

    @Bean
    SharedNames sharedNames(Transactions transactions) {
        return new SharedNames(transactions);
    }

    @Bean
    @ConditionalOnWebApplication
    Drain drain(ApplicationContext hub, HttpGuards http, DataFolder folder, DrainProperties properties) {
        return new Drain(hub, http.draining(), folder, properties);
    }
}
