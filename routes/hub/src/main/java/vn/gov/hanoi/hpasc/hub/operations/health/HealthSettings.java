package vn.gov.hanoi.hpasc.hub.operations.health;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the health checks.
 *
 * @param every pause between two looks at a component
 * @param patience a component that does not answer for longer is down
 * @param minFreeDisk a folder with less free disk is a reason for down
 * @param longestWork a worker that is at one thing for longer stands still
 */
@Validated
@ConfigurationProperties("hub.health")
record HealthSettings(
        @DefaultValue("250ms") @NotNull Duration every,
        @DefaultValue("700ms") @NotNull Duration patience,
        @DefaultValue("500MB") @NotNull DataSize minFreeDisk,
        @DefaultValue("30s") @NotNull Duration longestWork) {}
