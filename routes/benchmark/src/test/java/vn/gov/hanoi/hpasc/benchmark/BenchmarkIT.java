package vn.gov.hanoi.hpasc.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;

/** A few seconds in {@code mvn verify}, in full with {@code -Pbenchmark}. The load runs in a process without test agents. */
class BenchmarkIT {

    private static final long LONGEST_SECONDS = 3600;

    @Test
    void everyAnswerIsRightAndEveryMessageArrivesOnceInOrder() throws Exception {
        run("Benchmark", "results.json");
    }

    @Test
    void everyPaymentCallbackIsAnsweredRightAtTwoHundredASecond() throws Exception {
        run("CallbackBenchmark", "callbacks.json");
    }

    @Test
    @EnabledIfSystemProperty(named = "benchmark.mode", matches = "full", disabledReason = "needs 10,000 open files")
    void connectionsThatDripDoNotDelayAnHonestCaller() throws Exception {
        run("DrippingBenchmark", "dripping.json");
    }

    private static void run(String program, String results) throws Exception {
        Path folder = Path.of("target", "benchmark").toAbsolutePath();
        Path log = folder.resolve(program + ".log");
        Files.deleteIfExists(log);
        List<String> arguments = new ArrayList<>(List.of("-Xmx512m"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("benchmark."))
                .forEach(name -> arguments.add("-D" + name + "=" + System.getProperty(name)));
        arguments.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "vn.gov.hanoi.hpasc.benchmark.run." + program));

        try (OwnProcess benchmark = OwnProcess.startJava(arguments, Map.of(), log)) {
            int exit = benchmark.awaitExit(LONGEST_SECONDS);

            assertThat(exit).as(benchmark.describe()).isZero();
        } finally {
            show(log);
        }
        assertThat(folder.resolve(results)).exists();
    }

    @SuppressWarnings("SystemOut") // The table is what a person started this for.
    private static void show(Path log) throws Exception {
        System.out.println(Files.readString(log));
    }
}
