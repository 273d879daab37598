package vn.gov.hanoi.hpasc.hub.ingress.limits;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How agencies share PostgreSQL when they read.
 *
 * @param concurrency reads of all agencies at once, at each node; fewer than the pool has connections, so that reading never
 *     takes those that accepting and delivering need
 * @param patience ({@code hub.reading.wait}) how long a read waits for its turn; then it is answered 503
 */
@Validated
@ConfigurationProperties("hub.reading")
record ReadingProperties(
        @DefaultValue("12") @Min(1) @Max(1000) int concurrency,
        @Name("wait") @DefaultValue("2s") Duration patience) {}
