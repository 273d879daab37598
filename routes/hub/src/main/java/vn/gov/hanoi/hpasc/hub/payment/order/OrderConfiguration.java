package vn.gov.hanoi.hpasc.hub.payment.order;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.accept.Acceptance;
import vn.gov.hanoi.hpasc.hub.accept.HubVoice;
import vn.gov.hanoi.hpasc.hub.commit.TimedWait;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationAuthority;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the payment packages offer. */
@Configuration(proxyBeanMethods = false)
class OrderConfiguration {

    @Bean
    Book book(Transactions transactions) {
        return new Book(transactions);
    }

    @Bean
    Cases cases(Book book, Clock clock) {
        return new Cases(book, clock);
    }

    /** Gateways are asked about an order until its last poll, and no poll is planned beyond it. */
    @Bean
    TimedWait orderPoll(PaymentProperties properties) {
        return new TimedWait("payment_order", "next_poll_at", "next_poll_at is not null", properties.longestPoll());
    }

    @Bean
    TimedWait orderOpening() {
        return new TimedWait("payment_order", "opening_until", "opening_until is not null", Duration.ofHours(1));
    }

    @Bean
    TimedWait refundTry(PaymentProperties properties) {
        return new TimedWait("payment_refund", "next_try_at", "next_try_at is not null", properties.refundUntil());
    }

    @Bean
    TimedWait effectTry() {
        return new TimedWait("payment_effect", "next_try_at", "next_try_at is not null", Duration.ofHours(1));
    }

    @Bean
    PayeeAccounts payeeAccounts(Merchants merchants) {
        return new PayeeAccounts(merchants);
    }

    @Bean
    Bills bills(PayeeAccounts accounts) {
        return new Bills(accounts);
    }

    @Bean
    DueBills dueBills(Book book, Bills bills, PayeeAccounts accounts, Clock clock) {
        return new DueBills(book, bills, accounts, clock);
    }

    @Bean
    Payments payments(Book book, Merchants merchants, PaymentProperties properties, Clock clock) {
        return new Payments(book, merchants, properties, clock);
    }

    @Bean
    Refunds refunds(Book book, Merchants merchants, ObligationAuthority authority, Clock clock) {
        return new Refunds(book, merchants, authority, clock);
    }

    @Bean
    ObligationAuthority obligationAuthority(
            Agencies agencies, RoutingTable routing, @Value("${hub.accept.agency-code:H26}") String hub) {
        return new ObligationAuthority(agencies, routing, new AgencyCode(hub));
    }

    @Bean
    Receipts receipts(Book book, Merchants merchants) {
        return new Receipts(book, merchants);
    }

    @Bean
    Judge judge(Merchants merchants, Clock clock) {
        return new Judge(merchants, clock);
    }

    @Bean(destroyMethod = "close")
    Poller poller(Book book, Merchants merchants, Judge judge, PaymentProperties properties, Clock clock) {
        return new Poller(book, merchants, judge, properties, clock);
    }

    @Bean
    Decisions decisions(Book book, Poller poller, Judge judge, Clock clock) {
        return new Decisions(book, poller, judge, clock);
    }

    @Bean
    PaymentWork paymentWork(
            Store store,
            Book book,
            Merchants merchants,
            Acceptance acceptance,
            HubVoice voice,
            Poller poller,
            PaymentProperties properties,
            DataSource dataSource,
            Clock clock) {
        return new PaymentWork(
                store,
                new EffectPublisher(book, acceptance, voice, clock),
                poller,
                new RefundSender(book, merchants, properties, clock),
                new Leadership(dataSource),
                properties.tick());
    }

    @Bean
    PaymentMeters paymentMeters(Book book, Store store, MeterRegistry meters) {
        return new PaymentMeters(book, store, meters);
    }
}
