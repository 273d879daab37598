package vn.gov.hanoi.hpasc.hub.routing;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;

/** Offers the routing table. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoutingConfiguration.Settings.class)
class RoutingConfiguration {

    /**
     * What is switched off without touching the file.
     *
     * @param withoutRoles roles that stand for nobody
     */
    @ConfigurationProperties("hub.routing")
    record Settings(@DefaultValue Set<String> withoutRoles) {}

    @Bean
    RoutingTable routingTable(ConfigurationFiles files, Agencies agencies, Settings settings) {
        return RoutingReader.read(files.routing(), agencies, settings.withoutRoles());
    }
}
