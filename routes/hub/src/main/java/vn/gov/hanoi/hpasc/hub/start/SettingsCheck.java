package vn.gov.hanoi.hpasc.hub.start;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;

/** Finds settings {@code hub.*} and variables {@code HUB_*} that set nothing. */
final class SettingsCheck {

    private static final String PREFIX = "hub.";
    private static final String VARIABLE = "HUB_";

    /** What Kubernetes sets for a service called hub, or hub-something: not meant for us. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "HUB_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_[0-9]+_(TCP|UDP|SCTP).*)?)");

    private final KnownSettings known;
    private final ConfigurableEnvironment environment;

    SettingsCheck(KnownSettings known, ConfigurableEnvironment environment) {
        this.known = known;
        this.environment = environment;
    }

    /** A setting that somebody made. */
    record Given(String written, KnownSettings.Setting setting, boolean variable) {}

    /** The settings that are known, each once, and findings for those that are not. */
    List<Given> given(List<Finding> findings) {
        Map<String, Given> given = new LinkedHashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            boolean variables = source instanceof SystemEnvironmentPropertySource;
            if (source instanceof EnumerablePropertySource<?> listed) {
                Arrays.stream(listed.getPropertyNames())
                        .filter(name -> name.startsWith(variables ? VARIABLE : PREFIX))
                        .forEach(name -> look(name, variables)
                                .ifPresentOrElse(
                                        setting -> given.putIfAbsent(name, new Given(name, setting, variables)),
                                        () -> unknown(name, variables).ifPresent(findings::add)));
            }
        }
        return List.copyOf(given.values());
    }

    private Optional<KnownSettings.Setting> look(String name, boolean variable) {
        return variable ? known.ofVariable(name) : known.find(name);
    }

    /** Any program may have variables that begin so; one that nearly is a setting of ours is a slip of the pen. */
    private Optional<Finding> unknown(String name, boolean variable) {
        Optional<String> near = NearMatch.of(name, variable ? known.variables() : known.names());
        if (variable && (near.isEmpty() || SERVICE_LINK.matcher(name).matches())) {
            return Optional.empty();
        }
        return Optional.of(Finding.ofProperty(
                name,
                "there is no such setting"
                        + near.map(meant -> "; did you mean " + meant + "?").orElse("")));
    }
}
