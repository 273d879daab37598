package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.configuration.Findings;

/**
 * Addresses of gateways that come from properties and environment variables and win over the file:
 * {@code hub.merchants.<merchant>.<endpoint>}, {@code HUB_MERCHANTS_<MERCHANT>_<ENDPOINT>}. Names are compared by letters
 * and digits only, because an environment variable can carry neither dots nor dashes.
 */
final class EndpointOverrides {

    private static final String PREFIX = letters("hub.merchants.");

    private final Map<String, String> byLetters = new TreeMap<>();

    static EndpointOverrides of(ConfigurableEnvironment environment) {
        EndpointOverrides overrides = new EndpointOverrides();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String property : listed.getPropertyNames()) {
                    Object value = listed.getProperty(property);
                    if (value != null && letters(property).startsWith(PREFIX)) {
                        overrides.byLetters.putIfAbsent(
                                letters(property), environment.resolveRequiredPlaceholders(value.toString()));
                    }
                }
            }
        }
        return overrides;
    }

    Optional<URI> read(String merchant, String endpoint, Findings findings) {
        String override = byLetters.get(PREFIX + letters(merchant) + letters(endpoint));
        if (override == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(address(override.strip()));
        } catch (IllegalArgumentException senseless) {
            findings.add(Finding.ofProperty(
                    "hub.merchants." + merchant + "." + endpoint, String.valueOf(senseless.getMessage())));
            return Optional.empty();
        }
    }

    static URI address(String text) {
        URI address = URI.create(text);
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
            throw new IllegalArgumentException("not an http or https address without user information and fragment");
        }
        return address;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
