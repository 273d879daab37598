package vn.gov.hanoi.hpasc.hub.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether every argument of {@code hub run} says something: one that is mistyped must not start a hub that lacks it. */
public final class CommandLineCheck {

    /** The command that starts the hub; it may be left out. */
    public static final String RUN = "run";

    private static final Set<String> SWITCHES = Set.of("debug", "trace");
    private static final String OUR_OWN = "hub.";

    private final KnownSettings known = KnownSettings.ofTheHub();
    private Optional<SpringSettings> spring = Optional.empty();

    private CommandLineCheck() {}

    /** What is wrong with the arguments, a sentence for each; empty when nothing is. */
    public static List<String> findings(String[] arguments) {
        CommandLineCheck check = new CommandLineCheck();
        List<String> findings = new ArrayList<>();
        boolean named = arguments.length > 0 && RUN.equals(arguments[0]);
        for (String argument : Arrays.asList(arguments).subList(named ? 1 : 0, arguments.length)) {
            check.finding(argument).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<String> finding(String argument) {
        if (argument.indexOf('\uFFFD') >= 0) {
            return Optional.of(ValuesCheck.unreadable(argument));
        }
        if (!argument.startsWith("--")) {
            return Optional.of("unknown argument " + argument + "; settings are written --<name>=<value>");
        }
        int equals = argument.indexOf('=');
        String name = argument.substring(2, equals < 0 ? argument.length() : equals);
        if (name.startsWith(OUR_OWN) ? known.find(name).isPresent() : SWITCHES.contains(name) || spring().has(name)) {
            return equals < 0 && !SWITCHES.contains(name)
                    ? Optional.of("--" + name + " has no value; write --" + name + "=<value>")
                    : Optional.empty();
        }
        return Optional.of("unknown option --" + name
                + nearest(name).map(near -> "; did you mean --" + near + "?").orElse(""));
    }

    private Optional<String> nearest(String name) {
        return NearMatch.of(name, known.names())
                .or(() -> NearMatch.of(OUR_OWN + name, known.names()))
                .or(() -> spring().near(name));
    }

    /** Read only where somebody sets more than the hub's own. */
    private SpringSettings spring() {
        if (spring.isEmpty()) {
            try {
                spring = Optional.of(new SpringSettings());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return spring.get();
    }
}
