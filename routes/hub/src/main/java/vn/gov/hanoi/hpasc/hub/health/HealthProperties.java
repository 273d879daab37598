package vn.gov.hanoi.hpasc.hub.health;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a destination rests, and how long.
 *
 * @param firstWait before the second attempt of a delivery, and of the first probe of a destination that rests; doubled
 *     each time, with jitter
 * @param longestWait what the doubling ends at
 * @param breakerCalls how many of the latest calls the breaker looks at; it opens when half of them failed
 */
@Validated
@ConfigurationProperties("hub.delivery")
public record HealthProperties(
        @DefaultValue("1s") @NotNull Duration firstWait,
        @DefaultValue("60s") @NotNull Duration longestWait,
        @DefaultValue("10") @Min(2) @Max(1000) int breakerCalls) {}
