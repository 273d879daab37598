package vn.gov.hanoi.hpasc.benchmark.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import vn.gov.hanoi.hpasc.benchmark.load.Journey;
import vn.gov.hanoi.hpasc.benchmark.load.Load;
import vn.gov.hanoi.hpasc.benchmark.load.LoadPlan;
import vn.gov.hanoi.hpasc.benchmark.load.LoadResult;
import vn.gov.hanoi.hpasc.benchmark.load.Messages;
import vn.gov.hanoi.hpasc.benchmark.load.Sink;
import vn.gov.hanoi.hpasc.connectors.testkit.process.CpuTime;

/** Runs one round after the other; each begins when the sink has all of the one before. */
final class Rounds {

    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(180);
    private static final int ISSUERS = 1000;

    private final Settings settings;
    private final Sink sink;
    private final Clock clock;
    private int count;

    Rounds(Settings settings, Sink sink, Clock clock) {
        this.settings = settings;
        this.sink = sink;
        this.clock = clock;
    }

    Round run(Scenario scenario, Peer peer) throws IOException {
        return scenario == Scenario.S1
                ? run(scenario, peer, settings.stretch(), Integer.MAX_VALUE)
                : run(scenario, peer, LONGEST_DRAIN, settings.messages() / settings.perDossier());
    }

    /** A round whose figures nobody looks at. */
    Round warmUp(Peer peer) throws IOException {
        return run(Scenario.S1, peer, settings.warmUp(), Integer.MAX_VALUE);
    }

    private Round run(Scenario scenario, Peer peer, Duration longest, int most) throws IOException {
        int number = count++;
        Messages messages = new Messages(
                Integer.toString(number, Character.MAX_RADIX),
                number % ISSUERS,
                settings.perDossier(),
                clock.instant());
        Journey journey = sink.expect(messages);
        Map<String, Duration> before = cpu(peer);
        long began = System.nanoTime();
        LoadResult result = new Load(
                        new LoadPlan(
                                peer.target(),
                                peer.token(),
                                settings.connections(),
                                messages,
                                longest,
                                most,
                                peer.check()),
                        journey)
                .run();
        awaitDrained(journey);
        Map<String, Duration> used = cpu(peer);
        used.replaceAll((process, until) -> until.minus(before.getOrDefault(process, Duration.ZERO)));
        Duration drained = Duration.ofNanos(Math.max(1, journey.lastArrivalNanos() - began));
        return new Round(scenario, peer.name(), result, journey, drained, used);
    }

    private static void awaitDrained(Journey journey) {
        long giveUpAt = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (journey.arrivedCount() < journey.acceptedCount() && System.nanoTime() < giveUpAt) {
            Ready.pause();
        }
    }

    private static Map<String, Duration> cpu(Peer peer) {
        Map<String, Duration> all = new HashMap<>(peer.cpu());
        all.put("load and sink", CpuTime.of(ProcessHandle.current().pid()));
        return all;
    }
}
