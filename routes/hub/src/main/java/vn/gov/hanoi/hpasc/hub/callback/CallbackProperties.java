package vn.gov.hanoi.hpasc.hub.callback;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls of gateways are taken.
 *
 * @param maxBytes of a body
 * @param keep how long a call is kept as it came
 * @param keepUnverified how long it is kept that a call came which nobody we know has signed: of what it said only hash and
 *     size
 * @param mostUnverified of those, at most; the oldest go first
 * @param unverifiedPerMinute of those, written down in a minute; beyond that they are only counted
 * @param unverifiedPerAddress of those, from one address
 */
@Validated
@ConfigurationProperties("hub.callback")
record CallbackProperties(
        @DefaultValue("65536") @Min(1024) @Max(1048576) int maxBytes,
        @DefaultValue("90d") @NotNull Duration keep,
        @DefaultValue("7d") @NotNull Duration keepUnverified,
        @DefaultValue("100000") @Min(100) int mostUnverified,
        @DefaultValue("3000") @Min(1) int unverifiedPerMinute,
        @DefaultValue("300") @Min(1) int unverifiedPerAddress) {}
