package vn.gov.hanoi.hpasc.hub.routing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;

/** Offers the routing table. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    RoutingTable routingTable(ConfigurationFiles files, Agencies agencies) {
        return RoutingReader.read(files.routing(), agencies);
    }
}
