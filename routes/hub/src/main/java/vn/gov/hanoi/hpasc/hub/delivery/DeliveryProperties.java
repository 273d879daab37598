package vn.gov.hanoi.hpasc.hub.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are tried.
 *
 * @param firstWait before the second attempt of a delivery, and of the first probe of a destination that rests; doubled
 *     each time, with jitter
 * @param longestWait what the doubling ends at
 * @param breakerCalls how many of the latest calls the breaker looks at; it opens when half of them failed
 * @param poisonAfter attempts after which a delivery that fails while others of its destination succeed is parked
 */
@Validated
@ConfigurationProperties("hub.delivery")
public record DeliveryProperties(
        @DefaultValue("1s") @NotNull Duration firstWait,
        @DefaultValue("60s") @NotNull Duration longestWait,
        @DefaultValue("10") @Min(2) @Max(1000) int breakerCalls,
        @DefaultValue("5") @Min(1) int poisonAfter) {}
