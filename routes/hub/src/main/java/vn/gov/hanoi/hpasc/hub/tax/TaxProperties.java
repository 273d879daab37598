package vn.gov.hanoi.hpasc.hub.tax;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/**
 * In whose name notices and vouchers are said, and how long a call waits for that.
 *
 * @param agency the tax office, as agencies.yaml has it
 * @param patience of a call, until its rows are said; what is left is said a moment later
 */
@Validated
@ConfigurationProperties("hub.tax")
record TaxProperties(
        @DefaultValue("G12.10") AgencyCode agency,
        @DefaultValue("5s") @NotNull Duration patience) {}
