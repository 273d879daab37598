package vn.gov.hanoi.hpasc.benchmark.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How to measure; every part can be set by a system property {@code benchmark.<name>}.
 *
 * @param peers who is measured: hub, baseline
 * @param scenarios what is measured: S1, S2
 * @param pairs how many rounds of each
 * @param connections senders
 * @param warmUp how long each is run in before anything counts
 * @param stretch how long a round of S1 sends
 * @param messages how many a round of S2 sends
 * @param perDossier messages per dossier
 * @param jfr whether the hub is recorded by the flight recorder
 * @param hubJar the packaged hub
 * @param folder where data, logs and results go
 * @param jvm options for both JVMs
 * @param hubArguments further arguments for the hub
 * @param baselineArguments further arguments for the baseline
 */
record Settings(
        Set<String> peers,
        Set<Scenario> scenarios,
        int pairs,
        int connections,
        Duration warmUp,
        Duration stretch,
        int messages,
        int perDossier,
        boolean jfr,
        Path hubJar,
        Path folder,
        List<String> jvm,
        List<String> hubArguments,
        List<String> baselineArguments) {

    private static final String FULL = "full";
    private static final String JVM = "-Xms1g -Xmx1g -XX:+UseG1GC";
    /** A smoke run ends before the optimising compiler pays back what it costs. */
    private static final String SMOKE_JVM = "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    static Settings fromSystem() {
        boolean full = text("mode", "smoke").equals(FULL);
        return new Settings(
                Set.copyOf(words(text("peers", "hub baseline"))),
                Set.copyOf(words(text("scenarios", "S1 S2")).stream()
                        .map(Scenario::valueOf)
                        .toList()),
                number("pairs", full ? 5 : 1),
                number("connections", full ? 64 : 16),
                Duration.ofSeconds(number("warm-up-seconds", full ? 40 : 2)),
                Duration.ofSeconds(number("seconds", full ? 15 : 2)),
                number("messages", full ? 40_000 : 1_000),
                number("per-dossier", 2),
                Boolean.parseBoolean(text("jfr", "false")),
                Path.of(text("hub-jar", "../hub/target/hpasc-hub-0.1.0-SNAPSHOT-exec.jar")),
                Path.of(text("folder", "target/benchmark")).toAbsolutePath().normalize(),
                words(text("jvm", full ? JVM : SMOKE_JVM)),
                words(text("hub-arguments", "")),
                words(text("baseline-arguments", "")));
    }

    /** What this JVM runs with, also under a test runner that hides it behind a jar of its own. */
    String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String text(String name, String otherwise) {
        String value = System.getProperty("benchmark." + name, "");
        return value.isBlank() ? otherwise : value;
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.trim().split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
