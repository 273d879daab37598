package vn.gov.hanoi.hpasc.hub.portal;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal;
import vn.gov.hanoi.hpasc.hub.attachment.FileLinks;
import vn.gov.hanoi.hpasc.hub.commit.TimedWait;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What the portal package offers. */
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {

    @Bean
    PortalLine portalLine(Destinations destinations) {
        return new PortalLine(destinations);
    }

    @Bean
    StoredDossiers portalDossiers(
            Transactions transactions,
            PortalLine line,
            Agencies agencies,
            FileLinks links,
            RoutingTable routing,
            Clock clock) {
        LifeCycle lifeCycle = new LifeCycle(routing.reopenings());
        return new StoredDossiers(transactions, new DossierReader(line, agencies, links, lifeCycle), clock);
    }

    @Bean
    TimedWait portalLease() {
        return new TimedWait(
                "portal_dossier", "leased_until", "leased_until is not null", StoredDossiers.LONGEST_LEASE);
    }

    @Bean
    StoredCatalogue portalCatalogue(Transactions transactions, Clock clock) {
        return new StoredCatalogue(transactions, clock);
    }

    @Bean
    PortalWatch.Parts portalParts(
            NationalPortal portal,
            PortalLine line,
            Transactions transactions,
            StoredCatalogue catalogue,
            RoutingTable routing,
            PortalSyncProperties properties,
            Clock clock) {
        return new PortalWatch.Parts(
                new SyncTruth(transactions, line, clock),
                new IntakeClock(transactions, properties.intake(), clock),
                new CataloguePull(
                        portal, catalogue, routing, properties.catalogue().all()),
                new Comparison(portal, line, transactions, properties.comparison(), clock));
    }

    @Bean
    PortalWatch portalWatch(
            NationalPortal portal,
            Store store,
            PortalWatch.Parts parts,
            PortalSyncProperties properties,
            Clock clock,
            MeterRegistry meters) {
        return new PortalWatch(portal, store, parts, properties, clock, meters);
    }
}
