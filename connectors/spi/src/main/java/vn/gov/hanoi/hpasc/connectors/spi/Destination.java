package vn.gov.hanoi.hpasc.connectors.spi;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/**
 * Somewhere the hub delivers to.
 *
 * @param name short stable name, lower-case letters, digits and dashes; part of queue names, route ids and metrics
 * @param agency whose system it is
 * @param transport how it takes messages
 * @param endpoint where it listens; null for {@link Transport#MQ} and {@link Transport#PULL}
 * @param limits how hard the hub may push
 */
public record Destination(
        String name,
        AgencyCode agency,
        Transport transport,
        @Nullable URI endpoint,
        Limits limits) {

    /**
     * How hard the hub may push a destination.
     *
     * @param concurrency how many deliveries may be under way at once, at each hub node
     * @param perSecond how many deliveries may begin in a second, at each hub node; 0 for no limit
     * @param connectTimeout how long to wait for a connection
     * @param readTimeout how long to wait for an answer once the message was sent
     */
    public record Limits(int concurrency, int perSecond, Duration connectTimeout, Duration readTimeout) {}

    /** The endpoint of a destination that has one. */
    public URI requiredEndpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("destination " + name + " has no endpoint");
        }
        return endpoint;
    }
}
