package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one merchant, two sets while they are rotated: the current one signs what goes out, both verify what comes
 * in. The parts of a set (MoMo's accessKey and secretKey, ZaloPay's key1 and key2) change together.
 *
 * @param current signs and verifies
 * @param next verifies already; null when no change is under way
 */
public record SigningKeys(KeySet current, @Nullable KeySet next) {

    /** Those that may verify, the current one first. */
    public List<KeySet> accepted() {
        return next == null ? List.of(current) : List.of(current, next);
    }

    public static SigningKeys of(Map<String, Secret> current) {
        return new SigningKeys(new KeySet(current), null);
    }

    /**
     * Keys that belong together, by the names the gateway gives them.
     *
     * @param byName the keys
     */
    public record KeySet(Map<String, Secret> byName) {

        public KeySet {
            byName = Map.copyOf(byName);
        }

        /**
         * The key of that name.
         *
         * @throws IllegalStateException when there is none: {@link PaymentGateway#lacks} would have told
         */
        public Secret key(String name) {
            Secret secret = byName.get(name);
            if (secret == null) {
                throw new IllegalStateException("no key " + name);
            }
            return secret;
        }

        public boolean hasAll(Set<String> names) {
            return byName.keySet().containsAll(names);
        }
    }
}
