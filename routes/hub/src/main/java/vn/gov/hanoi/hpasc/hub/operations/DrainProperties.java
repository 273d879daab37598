package vn.gov.hanoi.hpasc.hub.operations;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of draining at a stop.
 *
 * @param delay how long it goes on serving while readiness is down already: as long as load balancers take to notice
 * @param timeout how long requests under way are waited for after that
 */
@Validated
@ConfigurationProperties("hub.drain")
record DrainProperties(
        @DefaultValue("1s") @NotNull Duration delay,
        @DefaultValue("20s") @NotNull Duration timeout) {}
