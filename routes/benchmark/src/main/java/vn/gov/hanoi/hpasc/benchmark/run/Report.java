package vn.gov.hanoi.hpasc.benchmark.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The figures of a run, as a table for people and as JSON. */
final class Report {

    private static final double MICROS_PER_MILLI = 1000.0;
    private static final double P99 = 99;
    private static final double P50 = 50;

    private final Settings settings;
    private final List<Round> rounds;

    Report(Settings settings, List<Round> rounds) {
        this.settings = settings;
        this.rounds = rounds;
    }

    /** The table of ratios, then what each message cost whom. */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%-26s %-9s %10s %9s %9s %10s %8s%n",
                "scenario",
                "peer",
                "per second",
                "p50 ms",
                "p99 ms",
                "drained s",
                "ratio"));
        for (Scenario scenario : Scenario.values()) {
            for (String peer : List.of("hub", "baseline")) {
                List<Round> own = of(scenario, peer);
                if (!own.isEmpty()) {
                    table.append(line(scenario, peer, own));
                }
            }
        }
        return table.append(costs()).toString();
    }

    private String line(Scenario scenario, String peer, List<Round> own) {
        String ratio = peer.equals("hub") && !of(scenario, "baseline").isEmpty()
                ? String.format(Locale.ROOT, "%8.2f", ratio(scenario))
                : "";
        return String.format(
                Locale.ROOT,
                "%-26s %-9s %10.0f %9.1f %9.1f %10.1f %8s%n",
                scenario + " " + scenario.description(),
                peer,
                median(own, Round::perSecond),
                median(own, round -> millis(round, P50)),
                median(own, round -> millis(round, P99)),
                median(own, round -> round.drained().toMillis() / MICROS_PER_MILLI),
                ratio);
    }

    private String costs() {
        StringBuilder text = new StringBuilder(String.format(
                "%nprocessor time per message, µs (%d processors)%n",
                Runtime.getRuntime().availableProcessors()));
        for (Scenario scenario : Scenario.values()) {
            for (String peer : List.of("hub", "baseline")) {
                List<Round> own = of(scenario, peer);
                if (!own.isEmpty()) {
                    text.append(String.format(Locale.ROOT, "%s %-9s", scenario, peer));
                    cpu(own).forEach((process, micros) ->
                            text.append(String.format(Locale.ROOT, "  %s %.0f", process, micros)));
                    text.append(System.lineSeparator());
                }
            }
        }
        return text.toString();
    }

    /** The median of hub through baseline, pair by pair. */
    double ratio(Scenario scenario) {
        List<Round> hub = of(scenario, "hub");
        List<Round> baseline = of(scenario, "baseline");
        return median(IntStream.range(0, Math.min(hub.size(), baseline.size()))
                .mapToDouble(i -> hub.get(i).perSecond() / baseline.get(i).perSecond())
                .toArray());
    }

    private List<Round> of(Scenario scenario, String peer) {
        return rounds.stream()
                .filter(round -> round.scenario() == scenario && round.peer().equals(peer))
                .toList();
    }

    private static Map<String, Double> cpu(List<Round> own) {
        Map<String, Double> byProcess = new TreeMap<>();
        own.getFirst()
                .cpu()
                .keySet()
                .forEach(process -> byProcess.put(process, median(own, round -> round.cpuMicrosPerMessage(process))));
        return byProcess;
    }

    private static double millis(Round round, double percentile) {
        return round.latency().getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    private static double median(List<Round> own, ToDoubleFunction<Round> figure) {
        return median(own.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Writes {@code results.json}. */
    Path write(Instant at) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", at.toString());
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("java", Runtime.version().toString());
        all.put("connections", settings.connections());
        all.put("perDossier", settings.perDossier());
        all.put("jvm", settings.jvm());
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (Scenario scenario : Scenario.values()) {
            if (!of(scenario, "hub").isEmpty() && !of(scenario, "baseline").isEmpty()) {
                ratios.put(scenario.name(), ratio(scenario));
            }
        }
        all.put("ratios", ratios);
        all.put("rounds", rounds.stream().map(Report::figures).toList());
        Path file = settings.folder().resolve("results.json");
        Files.createDirectories(settings.folder());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
        return file;
    }

    private static Map<String, Object> figures(Round round) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scenario", round.scenario().name());
        figures.put("peer", round.peer());
        figures.put("perSecond", round.perSecond());
        figures.put("accepted", round.journey().acceptedCount());
        figures.put("acceptedPerSecond", round.load().perSecond());
        figures.put("wrongAnswers", round.load().wrong());
        figures.put("arrived", round.journey().arrivedCount());
        figures.put("repeats", round.journey().repeatCount());
        figures.put("outOfOrder", round.journey().disorderCount());
        figures.put("drainedSeconds", round.drained().toMillis() / MICROS_PER_MILLI);
        Map<String, Double> latency = new LinkedHashMap<>();
        for (double percentile : new double[] {P50, 90, P99, 99.9, 100}) {
            latency.put("p" + percentile, millis(round, percentile));
        }
        figures.put("latencyMillis", latency);
        Map<String, Long> cpu = new TreeMap<>();
        round.cpu().forEach((process, used) -> cpu.put(process, used.toMillis()));
        figures.put("cpuMillis", cpu);
        return figures;
    }
}
