package vn.gov.hanoi.hpasc.hub.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.configuration.Findings;

/**
 * Settings of destinations that come from properties and environment variables and win over the file:
 * {@code hub.destinations.<name>.<setting>}, {@code HUB_DESTINATIONS_<NAME>_<SETTING>}. Names are compared by letters
 * and digits only, because an environment variable can carry neither dots nor dashes.
 */
final class DestinationOverrides {

    private static final String PREFIX = letters("hub.destinations.");

    /** Which property says it, and what. */
    private record Setting(String property, String value, boolean shipped) {}

    private final Map<String, Setting> byLetters = new TreeMap<>();

    private final Set<String> used = new HashSet<>();

    private DestinationOverrides() {}

    static DestinationOverrides none() {
        return new DestinationOverrides();
    }

    /** Those of {@code environment}; where two sources say the same, the one of higher precedence counts. */
    static DestinationOverrides of(ConfigurableEnvironment environment) {
        DestinationOverrides overrides = new DestinationOverrides();
        for (PropertySource<?> source : environment.getPropertySources()) {
            // those of the sandbox are for its own destinations, whatever the operator's files have in their place
            boolean shipped = source.getName().contains("class path resource");
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String property : listed.getPropertyNames()) {
                    Object value = listed.getProperty(property);
                    if (value != null && letters(property).startsWith(PREFIX)) {
                        String text = environment.resolveRequiredPlaceholders(value.toString());
                        overrides.byLetters.putIfAbsent(letters(property), new Setting(property, text, shipped));
                    }
                }
            }
        }
        return overrides;
    }

    /** Lower-case letters and digits of {@code name}. */
    static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /**
     * What overrides {@code setting} of {@code destination}.
     *
     * @return empty when nothing does, or, with a finding, when {@code reader} refuses it
     */
    <T> Optional<T> read(String destination, String setting, Function<String, T> reader, Findings findings) {
        Setting override = byLetters.get(PREFIX + letters(destination) + letters(setting));
        if (override == null) {
            return Optional.empty();
        }
        used.add(override.property());
        try {
            return Optional.of(reader.apply(override.value().strip()));
        } catch (IllegalArgumentException refused) {
            findings.add(Finding.ofProperty(override.property(), String.valueOf(refused.getMessage())));
            return Optional.empty();
        }
    }

    /** The properties that nothing asked for: a destination or a setting that is not there, a slip of the pen perhaps. */
    List<String> unused() {
        return byLetters.values().stream()
                .filter(setting -> !setting.shipped())
                .map(Setting::property)
                .filter(property -> !used.contains(property))
                .toList();
    }
}
