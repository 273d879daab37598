package vn.gov.hanoi.hpasc.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two nodes share one database and one broker; one of them dies under load and stays dead. */
@Execution(ExecutionMode.CONCURRENT)
class TwoNodesIT {

    private static final List<String> JVM = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final int BEFORE_THE_KILL = 600;
    private static final int AFTER_THE_KILL = 600;

    @Test
    void theOtherNodeGoesOnAndOrderAndOnceOnlyHold() throws Exception {
        long seed = Long.getLong("crash.seed", new Random().nextLong());
        Figures figures;
        Verdict verdict;
        try (City city = new City(Path.of("target", "two-nodes", "run-" + System.currentTimeMillis()))) {
            figures = city.figures;
            HubProcess doomed = city.startHub("node-a", JVM, List.of());
            city.fetchFrom(city.startHub("node-b", JVM, List.of()));
            Senders senders = city.senders(new Senders.Plan(24, 4, Duration.ofMillis(50), seed));
            senders.start();

            awaitAnswers(senders, BEFORE_THE_KILL);
            doomed.kill();
            awaitAnswers(senders, senders.answers().size() + AFTER_THE_KILL);

            senders.finish(Duration.ofSeconds(60));
            city.awaitDrained(Duration.ofSeconds(90));
            verdict = city.judge(senders);
        }
        Print.figures("two nodes, one killed, seed " + seed, verdict.lines(), figures.lines());
        assertThat(verdict.wrong()).isEmpty();
        assertThat(figures.unexpected()).isEmpty();
        assertThat(verdict.accepted()).isGreaterThan(BEFORE_THE_KILL);
    }

    private static void awaitAnswers(Senders senders, int count) {
        Awaitility.await(count + " answers")
                .atMost(Duration.ofSeconds(90))
                .until(() -> senders.answers().size() >= count);
    }
}
