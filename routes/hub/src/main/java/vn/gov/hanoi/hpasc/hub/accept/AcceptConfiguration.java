package vn.gov.hanoi.hpasc.hub.accept;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.ledger.ReceiptSigner;
import vn.gov.hanoi.hpasc.hub.line.Handover;
import vn.gov.hanoi.hpasc.hub.line.Outbox;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the accept stage offers. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AcceptConfiguration {

    private final MessageCodec codec = new MessageCodec();

    @Bean
    HeldTable heldTable() {
        return new HeldTable(codec);
    }

    @Bean
    Notices notices(Agencies agencies, AcceptProperties properties, Clock clock) {
        return new Notices(agencies, properties.agency(), codec, clock);
    }

    @Bean
    HubVoice hubVoice(AcceptProperties properties) {
        return new HubVoice(properties.agency());
    }

    @Bean
    AcceptTransaction acceptTransaction(
            RoutingTable routing,
            Agencies agencies,
            AuthorityPolicy authority,
            Notices notices,
            AcceptProperties properties,
            HeldTable held,
            ReceiptSigner signer,
            Clock clock) {
        Fold fold = new Fold(routing, agencies, authority, notices, properties.unknownDossierWait());
        return new AcceptTransaction(fold, held, signer, clock);
    }

    @Bean(destroyMethod = "close")
    GroupCommitAcceptance acceptance(
            Transactions transactions,
            AcceptTransaction transaction,
            Outbox outbox,
            Handover handover,
            AcceptProperties properties,
            MeterRegistry meters,
            SecurityEvents events,
            Store store) {
        return new GroupCommitAcceptance(
                transactions, transaction, outbox, handover, codec, properties, meters, events, store::promises);
    }

    @Bean
    SenderNotices senderNotices(Notices notices, AcceptTransaction transaction, Outbox outbox) {
        return new SenderNotices(notices, transaction, outbox);
    }

    @Bean
    HeldReview heldReview(
            Transactions transactions,
            AcceptTransaction transaction,
            HeldTable held,
            Agencies agencies,
            Outbox outbox,
            Clock clock,
            SecurityEvents events,
            Store store) {
        HeldReview review =
                new HeldReview(transactions, transaction, held, agencies, outbox, new RefusedAuthority(events), clock);
        store.whenReady(review::begin);
        return review;
    }
}
