package vn.gov.hanoi.hpasc.hub.landregistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.IntakeFees;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;
import vn.gov.hanoi.hpasc.hub.attachment.Attachments;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.delivery.ParkedDeliveries;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the connector of the land registry is given. */
@Configuration(proxyBeanMethods = false)
class LandDossiersConfiguration {

    @Bean
    LandDossiers landDossiers(
            Transactions transactions, Attachments attachments, Agencies agencies, RoutingTable routing) {
        return new StoredLandDossiers(transactions, attachments, agencies, routing);
    }

    @Bean
    PaidFees paidFees(
            Store store, Transactions transactions, LandDossiers dossiers, IntakeFees fees, ParkedDeliveries parked) {
        return new PaidFees(store, transactions, dossiers, fees, parked);
    }
}
