package vn.gov.hanoi.hpasc.hub.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

/** Offers the guards of the HTTP ports. */
@Configuration(proxyBeanMethods = false)
class HttpGuardConfiguration {

    /** The name that {@code hub.http.proxies} had while only callbacks looked at it; it goes on working. */
    private static final String FORMER_NAME = "hub.callback.proxies";

    @Bean
    ClientAddresses clientAddresses(HttpProperties properties, Environment environment) {
        Set<String> proxies = new HashSet<>(properties.proxies());
        proxies.addAll(Binder.get(environment)
                .bind(FORMER_NAME, Bindable.setOf(String.class))
                .orElse(Set.of()));
        return new ClientAddresses(proxies);
    }

    @Bean
    HttpGuards httpGuards(
            HttpProperties properties, ClientAddresses addresses, MeterRegistry registry, SecurityEvents events) {
        return new HttpGuards(properties, addresses, registry, events);
    }
}
