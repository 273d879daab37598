package vn.gov.hanoi.hpasc.hub.parcel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long what a land system said is good, and how it is spared.
 *
 * @param fresh how long an answer is given again without asking
 * @param missing the same, that there is no such parcel
 * @param oldest how old an answer may be that is given while the land system cannot be asked
 * @param rest how long it is left alone once it fails
 * @param atOnce how many questions it is asked at the same time
 */
@Validated
@ConfigurationProperties("hub.parcel")
record ParcelProperties(
        @DefaultValue("10m") @NotNull Duration fresh,
        @DefaultValue("1m") @NotNull Duration missing,
        @DefaultValue("24h") @NotNull Duration oldest,
        @DefaultValue("30s") @NotNull Duration rest,
        @DefaultValue("8") @Min(1) @Max(256) int atOnce) {}
