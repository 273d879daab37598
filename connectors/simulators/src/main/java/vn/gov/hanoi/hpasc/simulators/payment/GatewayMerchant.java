package vn.gov.hanoi.hpasc.simulators.payment;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A merchant as the gateway has it on file.
 *
 * @param id the gateway's id for it
 * @param keys by the names the gateway gives them
 * @param callback where it wants its callbacks, unless an order says otherwise; null for nowhere
 */
public record GatewayMerchant(
        String id, Map<String, String> keys, @Nullable URI callback) {

    public GatewayMerchant {
        keys = Map.copyOf(keys);
    }

    public String key(String name) {
        return keys.getOrDefault(name, "");
    }

    /** The same merchant with another callback address. */
    public GatewayMerchant at(URI newCallback) {
        return new GatewayMerchant(id, keys, newCallback);
    }

    /** Names no keys. */
    @Override
    public String toString() {
        return "GatewayMerchant[" + id + ", " + callback + "]";
    }
}
