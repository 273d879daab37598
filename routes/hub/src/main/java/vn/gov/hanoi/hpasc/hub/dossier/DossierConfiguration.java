package vn.gov.hanoi.hpasc.hub.dossier;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;

/** What the dossier package offers. */
@Configuration(proxyBeanMethods = false)
class DossierConfiguration {

    @Bean
    DossierFiles dossierFiles(Transactions transactions, Agencies agencies, AuthorityPolicy authority) {
        return new DossierFiles(transactions, agencies, authority);
    }

    @Bean
    DossierQueries dossierQueries(Transactions transactions, Agencies agencies, DestinationHealth health, Clock clock) {
        return new JdbcDossierQueries(transactions, agencies, health, clock);
    }
}
