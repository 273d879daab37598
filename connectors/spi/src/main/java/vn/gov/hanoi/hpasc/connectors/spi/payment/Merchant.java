package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/**
 * One agency's contract with one gateway. Which endpoints, keys and settings are needed is each gateway's, see
 * {@link PaymentGateway#lacks}.
 *
 * @param code the hub's own name for it, part of callback addresses; unique over all gateways
 * @param agency whose account the money goes to
 * @param gateway {@link PaymentGateway#name()}
 * @param gatewayId the gateway's name for the merchant: vnp_TmnCode, partnerCode, app_id, MaDoiTac, client_id
 * @param endpoints addresses of the gateway by their names
 * @param callbackUrl where the gateway reaches the hub, as seen from outside; null where the gateway knows it by contract
 * @param keys for signing and verifying
 * @param settings everything else, by name
 * @param timeouts of calls to the gateway
 */
public record Merchant(
        String code,
        AgencyCode agency,
        String gateway,
        String gatewayId,
        Map<String, URI> endpoints,
        @Nullable URI callbackUrl,
        SigningKeys keys,
        Map<String, String> settings,
        Timeouts timeouts) {

    /**
     * How long a call may take.
     *
     * @param connect until the connection stands
     * @param read until the whole answer is there
     */
    public record Timeouts(Duration connect, Duration read) {

        /** MoMo asks its callers to wait 30 s; nobody else needs longer. */
        public static final Timeouts USUAL = new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(30));

        /** What a call can take at most: it waits for a free connection, connects, waits for an answer, and reads it. */
        public Duration longest() {
            return connect.plus(read).multipliedBy(2);
        }
    }

    public Merchant {
        endpoints = Map.copyOf(endpoints);
        settings = Map.copyOf(settings);
    }

    /**
     * The endpoint of that name.
     *
     * @throws IllegalStateException when there is none: {@link PaymentGateway#lacks} would have told
     */
    public URI endpoint(String name) {
        URI endpoint = endpoints.get(name);
        if (endpoint == null) {
            throw new IllegalStateException("merchant " + code + " has no endpoint " + name);
        }
        return endpoint;
    }

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    public String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    /** Without keys and settings. */
    @Override
    public String toString() {
        return "Merchant[" + code + ", " + agency + ", " + gateway + ", " + gatewayId + "]";
    }
}
