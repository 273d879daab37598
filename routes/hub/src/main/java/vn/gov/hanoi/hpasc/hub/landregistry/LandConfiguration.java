package vn.gov.hanoi.hpasc.hub.landregistry;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.accept.Acceptance;
import vn.gov.hanoi.hpasc.hub.attachment.Attachments;
import vn.gov.hanoi.hpasc.hub.commit.TimedWait;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the land package offers. */
@Configuration(proxyBeanMethods = false)
class LandConfiguration {

    @Bean
    LinkedFiles linkedFiles(Transactions transactions) {
        return new LinkedFiles(transactions);
    }

    @Bean(destroyMethod = "close")
    LinkFetcher linkFetcher(LinkProperties properties, Attachments attachments) {
        return new LinkFetcher(new LinkPolicy(properties.hosts(), InetAddress::getAllByName), properties, attachments);
    }

    @Bean
    FileNews fileNews(LinkedFiles files, Acceptance acceptance, Agencies agencies, Clock clock) {
        return new FileNews(files, acceptance, agencies, clock);
    }

    @Bean(destroyMethod = "close")
    LinkWork linkWork(
            Store store,
            LinkedFiles files,
            LinkFetcher fetcher,
            FileNews news,
            LinkProperties properties,
            Clock clock) {
        return new LinkWork(store, files, fetcher, news, properties, clock);
    }

    @Bean
    TimedWait landFileWait(LinkProperties properties) {
        return new TimedWait(
                "land_file",
                "next_try_at",
                "state = 'waiting'",
                properties.longestWait().multipliedBy(2).plus(properties.wholeTimeout()));
    }

    @Bean
    RevocationWatch revocationWatch(Transactions transactions, Store store, Clock clock, MeterRegistry meters) {
        return new RevocationWatch(transactions, store, clock, meters);
    }
}
