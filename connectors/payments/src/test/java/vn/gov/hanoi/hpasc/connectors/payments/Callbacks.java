package vn.gov.hanoi.hpasc.connectors.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** Calls as gateways make them, and merchants that get them. */
public final class Callbacks {

    public static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Callbacks() {}

    public static RawCallback query(String rawQuery) {
        return new RawCallback("GET", rawQuery, Map.of(), new byte[0], "113.160.92.202", NOW);
    }

    public static RawCallback body(String body) {
        return body(body.getBytes(StandardCharsets.UTF_8));
    }

    public static RawCallback body(byte[] body) {
        return new RawCallback(
                "POST", "", Map.of("Content-Type", List.of("application/json")), body, "113.160.92.202", NOW);
    }

    public static RawCallback json(Object body) {
        try {
            return body(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A merchant with these keys: name, value, name, value. */
    public static Merchant merchant(String gateway, String gatewayId, String... keys) {
        return merchant(gateway, gatewayId, SigningKeys.of(keys(keys)));
    }

    public static Merchant merchant(String gateway, String gatewayId, SigningKeys keys) {
        return merchant(gateway, gatewayId, keys, Map.of());
    }

    public static Merchant merchant(String gateway, String gatewayId, SigningKeys keys, Map<String, String> settings) {
        URI nowhere = URI.create("http://127.0.0.1:9/");
        return new Merchant(
                "test",
                new AgencyCode("H26.13"),
                gateway,
                gatewayId,
                Map.of("pay", nowhere, "api", nowhere, "init", nowhere, "query", nowhere, "receipt", nowhere),
                URI.create("https://hub.example.gov.vn/callbacks/" + gateway + "/test"),
                keys,
                settings,
                Merchant.Timeouts.USUAL);
    }

    public static Map<String, Secret> keys(String... namesAndValues) {
        Map<String, Secret> keys = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            keys.put(namesAndValues[at], new Secret(namesAndValues[at + 1]));
        }
        return keys;
    }
}
