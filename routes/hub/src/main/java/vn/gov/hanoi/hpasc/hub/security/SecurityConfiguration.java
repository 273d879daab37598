package vn.gov.hanoi.hpasc.hub.security;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the one record of security events. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityEvents securityEvents(MeterRegistry registry) {
        return new SecurityEvents(registry);
    }
}
