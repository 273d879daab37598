package vn.gov.hanoi.hpasc.hub.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the sandbox does.
 *
 * @param simulators where the simulated system of each destination listens; none is started for a destination whose
 *     endpoint was pointed elsewhere
 * @param gateways where the simulated payment gateways listen, by their names; none is started for a gateway whose merchants
 *     were pointed elsewhere
 * @param without destinations that nobody plays, because someone else reads their queue or inbox
 * @param demonstration whether dossiers are sent through at start
 * @param patience how long to wait for the shown dossier to come to its end
 */
@ConfigurationProperties("hub.sandbox")
record SandboxProperties(
        @DefaultValue Map<String, URI> simulators,
        @DefaultValue Map<String, URI> gateways,
        @DefaultValue Set<String> without,
        @DefaultValue("true") boolean demonstration,
        @DefaultValue("30s") Duration patience) {}
