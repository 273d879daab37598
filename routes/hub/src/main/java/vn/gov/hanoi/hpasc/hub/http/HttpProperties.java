package vn.gov.hanoi.hpasc.hub.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of connections, requests and bodies. A peer is a client address, IPv6 by its first 64 bits; its limits count only
 * what has not been authenticated.
 *
 * @param proxies addresses or ranges of our own reverse proxies, whose X-Forwarded-For is believed
 * @param maxConnections open at the same time, at each port
 * @param connectionsPerPeer open at the same time at each port, of one peer; connections of a proxy are not limited so
 * @param requestsPerPeer in progress at the same time, of one peer
 * @param headerTimeout from the first byte of a request, or from the opening of a connection, to the end of the headers
 * @param requestTimeout how long a request may wait for its client, in all, while its body comes or its answer goes
 * @param minRate bytes a second; each byte that moves prolongs {@code requestTimeout} by its time at this rate
 * @param bodyBudget bytes of request bodies in memory at the same time; null for an eighth of the heap, at least 64 MB
 * @param bodyShare percent of {@code bodyBudget} that one peer or one agency may hold
 * @param unverifiedBodies bodies of callers that have not shown who they are, being read at the same time
 * @param unverifiedBodiesPerPeer of those, of one peer
 */
@Validated
@ConfigurationProperties("hub.http")
public record HttpProperties(
        @DefaultValue Set<String> proxies,
        @Min(16) @DefaultValue("4096") int maxConnections,
        @Min(1) @DefaultValue("400") int connectionsPerPeer,
        @Min(1) @DefaultValue("400") int requestsPerPeer,
        @DefaultValue("10s") @NotNull Duration headerTimeout,
        @DefaultValue("30s") @NotNull Duration requestTimeout,
        @DefaultValue("32KB") @NotNull DataSize minRate,
        @Nullable DataSize bodyBudget,
        @Min(1) @Max(100) @DefaultValue("25") int bodyShare,
        @Min(1) @DefaultValue("128") int unverifiedBodies,
        @Min(1) @DefaultValue("32") int unverifiedBodiesPerPeer) {

    private static final long LEAST = DataSize.ofMegabytes(64).toBytes();
    private static final int PART_OF_HEAP = 8;

    public HttpProperties {
        if (minRate.toBytes() < 1) {
            throw new IllegalArgumentException("hub.http.min-rate is not above 0");
        }
    }

    /** Bytes of bodies that may be in memory at the same time. */
    long budget() {
        return bodyBudget == null
                ? Math.max(LEAST, Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
                : bodyBudget.toBytes();
    }
}
