package vn.gov.hanoi.hpasc.hub.relay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are brought to the broker.
 *
 * @param window deliveries of one destination that this node lets be with the broker at once
 * @param sweep how often the node looks for deliveries that are due, or lost
 * @param resendAfter how long a delivery may at least be in flight before it is sent to the broker again, in a new round; a
 *     broker message of the former round that is still there is stale. Longer for destinations whose calls may take longer
 */
@Validated
@ConfigurationProperties("hub.relay")
public record RelayProperties(
        @DefaultValue("1000") @Min(1) @Max(5000) int window,
        @DefaultValue("500ms") @NotNull Duration sweep,
        @DefaultValue("15s") @NotNull Duration resendAfter) {}
