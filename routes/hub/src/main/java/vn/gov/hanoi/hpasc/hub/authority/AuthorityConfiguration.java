package vn.gov.hanoi.hpasc.hub.authority;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/** Offers the authority policy. */
@Configuration(proxyBeanMethods = false)
class AuthorityConfiguration {

    /** The property that names the hub's own code. */
    private static final String HUB = "hub.accept.agency-code";

    @Bean
    AuthorityPolicy authorityPolicy(
            ConfigurationFiles files, RoutingTable routing, Agencies agencies, Environment environment) {
        AgencyCode hub = new AgencyCode(environment.getProperty(HUB, "H26"));
        if (agencies.byCode(hub).isPresent()) {
            throw new InvalidConfiguration(List.of(Finding.ofProperty(
                    HUB, hub + " is also the code of an agency: its messages would count as the hub's own")));
        }
        return new AuthorityPolicy(
                agencies,
                AuthorityReader.read(files.authority(), routing),
                new Roles(routing, hub, callbackAgencies(environment)));
    }

    /** In whose name callbacks are accepted, where routing.yaml of an earlier time names no such role. */
    private static Map<Relation, AgencyCode> callbackAgencies(Environment environment) {
        return Map.of(
                Relation.TAX_OFFICE, new AgencyCode(environment.getProperty("hub.tax.agency", "G12.10")),
                Relation.LAND_REGISTRY,
                        new AgencyCode(environment.getProperty("hub.land-registry.callback.agency", "H26.13.1")));
    }
}
