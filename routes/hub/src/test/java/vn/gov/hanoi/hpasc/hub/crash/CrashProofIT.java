package vn.gov.hanoi.hpasc.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import vn.gov.hanoi.hpasc.hub.crash.Mayhem.Event;

/**
 * The crash proof. Short in {@code mvn verify}: one node. Long with {@code -Dcrash.form=long}: two nodes, which also freeze
 * and lose their clocks; {@code -Dcrash.times} (10) says how often each event happens, the hub's death six times as often.
 * The seed of all chance is printed and can be given back with {@code -Dcrash.seed}.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashProofIT {

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final boolean LONG = "long".equals(System.getProperty("crash.form", "short"));
    private static final int TIMES = Integer.getInteger("crash.times", 10);

    private static final Map<Event, Integer> SHORT_FORM =
            Map.of(Event.HUB_KILLED, 4, Event.POSTGRES_KILLED, 1, Event.JOURNAL_LOST, 1);
    private static final Map<Event, Integer> LONG_FORM = Map.of(
            Event.HUB_KILLED,
            6 * TIMES,
            Event.POSTGRES_KILLED,
            TIMES,
            Event.BROKER_KILLED,
            TIMES,
            Event.JOURNAL_LOST,
            TIMES,
            Event.HUB_FROZEN,
            TIMES,
            Event.CLOCK_STEPPED,
            TIMES);

    @Test
    void nothingWithAReceiptIsLostDoubledOrReorderedWhateverIsKilled() throws Exception {
        long seed = Long.getLong("crash.seed", new Random().nextLong());
        Figures figures;
        Verdict verdict;
        Mayhem mayhem;
        try (City city = new City(Path.of("target", "crash-proof", "run-" + System.currentTimeMillis()))) {
            figures = city.figures;
            List<HubProcess> hubs = new ArrayList<>(List.of(city.startHub("hub", JVM, List.of(), LONG)));
            if (LONG) {
                hubs.add(city.startHub("hub-2", JVM, List.of(), LONG));
            }
            city.fetchFrom(hubs.getFirst());
            Senders senders = city.senders(new Senders.Plan(24, 4, Duration.ofMillis(100), seed));
            senders.start();

            mayhem = new Mayhem(city, hubs, seed, new Mayhem.Pace(1500, LONG ? 10_000 : 2000, 3000));
            mayhem.run(LONG ? LONG_FORM : SHORT_FORM);

            senders.finish(Duration.ofSeconds(90));
            city.awaitDrained(Duration.ofSeconds(120));
            verdict = city.judge(senders);
        }
        List<String> happened = new ArrayList<>(List.of(mayhem.line()));
        happened.addAll(verdict.lines());
        Print.figures("crash proof, seed " + seed, happened, figures.lines());
        assertThat(verdict.wrong()).isEmpty();
        assertThat(figures.unexpected()).isEmpty();
        assertThat(verdict.delivered()).isPositive();
    }
}
