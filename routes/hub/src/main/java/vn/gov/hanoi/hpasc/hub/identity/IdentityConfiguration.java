package vn.gov.hanoi.hpasc.hub.identity;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;

/** Offers the agencies, the destinations, and what tells one caller from another. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    /**
     * Where the keys are.
     *
     * @param keysDir the folder; null for {@code keys} in {@code hub.data-dir}
     * @param createMissingKeys whether key pairs that are not there are made: in the sandbox, never in production
     */
    @ConfigurationProperties("hub.identity")
    record Keys(@Nullable Path keysDir, boolean createMissingKeys) {}

    @Bean
    KeyFolder keyFolder(Keys keys, ConfigurableEnvironment environment) {
        Path folder = keys.keysDir() != null
                ? keys.keysDir()
                : Path.of(environment.getRequiredProperty("hub.data-dir"), "keys");
        return new KeyFolder(folder, keys.createMissingKeys());
    }

    @Bean
    Agencies agencies(
            ConfigurationFiles files, KeyFolder keys, ConfigurableEnvironment environment, AgencyLimits usual) {
        DestinationOverrides overrides = DestinationOverrides.of(environment);
        Agencies agencies = AgencyReader.read(files.agencies(), keys, overrides, usual);
        List<Finding> unused = overrides.unused().stream()
                .map(property -> Finding.ofProperty(property, "there is no such destination, or no such setting of it"))
                .toList();
        if (!unused.isEmpty()) {
            throw new InvalidConfiguration(unused);
        }
        return agencies;
    }

    @Bean
    Destinations destinations(Agencies agencies) {
        return new Destinations(
                List.copyOf(agencies.all().stream().map(Agency::destination).toList()));
    }

    @Bean
    CallerVerifier callerVerifier(Agencies agencies, Clock clock) {
        return new BearerTokens(new TokenVerifier(agencies, clock), clock);
    }

    @Bean
    TokenIssuer tokenIssuer(Clock clock) {
        return new TokenIssuer(clock);
    }
}
