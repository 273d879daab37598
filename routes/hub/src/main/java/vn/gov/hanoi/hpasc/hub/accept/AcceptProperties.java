package vn.gov.hanoi.hpasc.hub.accept;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/**
 * How the hub accepts messages.
 *
 * @param workers commits under way at once, at each node; each is of other senders
 * @param batch messages that share a commit; a list that came as one may pass it
 * @param capacity messages that may wait for a commit or be in one, of one sender at most half; more are answered 503
 * @param capacityBytes the same in bytes, of messages as they came and as they are stored
 * @param unknownDossierWait how long a message about an unknown dossier waits before it is refused
 * @param agencyCode the agency code under which the hub itself speaks
 */
@Validated
@ConfigurationProperties("hub.accept")
public record AcceptProperties(
        @DefaultValue("2") @Min(1) @Max(16) int workers,
        @DefaultValue("256") @Min(1) @Max(2000) int batch,
        @DefaultValue("10000") @Min(1) int capacity,
        @DefaultValue("32MB") @NotNull DataSize capacityBytes,
        @DefaultValue("24h") @NotNull Duration unknownDossierWait,
        @DefaultValue("H26") @NotNull String agencyCode) {

    AgencyCode agency() {
        return new AgencyCode(agencyCode);
    }
}
