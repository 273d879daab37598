package vn.gov.hanoi.hpasc.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The crash proof. Short in {@code mvn verify}; long with {@code -Dcrash.form=long}. The seed of all chance is printed
 * and can be given back with {@code -Dcrash.seed}.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashProofIT {

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final boolean LONG = "long".equals(System.getProperty("crash.form", "short"));

    @Test
    void nothingWithAReceiptIsLostDoubledOrReorderedWhateverIsKilled() throws Exception {
        long seed = Long.getLong("crash.seed", new Random().nextLong());
        Figures figures;
        Verdict verdict;
        try (City city = new City(Path.of("target", "crash-proof", "run-" + System.currentTimeMillis()))) {
            figures = city.figures;
            HubProcess hub = city.startHub("hub", JVM, List.of());
            city.fetchFrom(hub);
            Senders senders = city.senders(new Senders.Plan(24, 4, Duration.ofMillis(100), seed));
            senders.start();

            Mayhem.Pace pace = new Mayhem.Pace(1500, LONG ? 10_000 : 2000, 3000);
            new Mayhem(city, hub, seed, pace).run(LONG ? 60 : 5, LONG ? 10 : 1);

            senders.finish(Duration.ofSeconds(90));
            city.awaitDrained(Duration.ofSeconds(120));
            verdict = city.judge(senders);
        }
        Print.figures("crash proof, seed " + seed, verdict.lines(), figures.lines());
        assertThat(verdict.wrong()).isEmpty();
        assertThat(figures.unexpected()).isEmpty();
        assertThat(verdict.delivered()).isPositive();
    }
}
