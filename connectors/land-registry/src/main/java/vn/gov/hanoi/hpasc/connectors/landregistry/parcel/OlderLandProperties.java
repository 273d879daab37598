package vn.gov.hanoi.hpasc.connectors.landregistry.parcel;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The older land system.
 *
 * @param endpoint where it listens; nobody is asked when there is none
 * @param username for HTTP Basic; null for none
 * @param password for HTTP Basic
 */
@Validated
@ConfigurationProperties("hub.land-registry.parcel")
record OlderLandProperties(
        @Nullable URI endpoint,
        @DefaultValue("2s") @NotNull Duration connectTimeout,
        @DefaultValue("5s") @NotNull Duration readTimeout,
        @Nullable String username,
        @Nullable String password) {

    /** Tells no password. */
    @Override
    public String toString() {
        return "OlderLandProperties[" + endpoint + "]";
    }
}
