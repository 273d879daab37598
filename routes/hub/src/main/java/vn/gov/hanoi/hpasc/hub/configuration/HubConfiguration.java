package vn.gov.hanoi.hpasc.hub.configuration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the configuration files as a bean. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

    @Bean
    ConfigurationFiles configurationFiles(ConfigurationFolder folder) {
        return new ConfigurationFiles(folder.dir());
    }

    /**
     * Where the operator's files are.
     *
     * @param dir the folder; null when only the shipped examples count
     */
    @ConfigurationProperties("hub.config")
    record ConfigurationFolder(@Nullable Path dir) {}
}
