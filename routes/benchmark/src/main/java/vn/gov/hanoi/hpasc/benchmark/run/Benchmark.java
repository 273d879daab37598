package vn.gov.hanoi.hpasc.benchmark.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.gov.hanoi.hpasc.benchmark.load.Sink;

/**
 * Measures the hub against the baseline in one run: both are up, rounds take turns. Ends with 1 when an answer was wrong
 * or the hub lost, doubled or reordered a message; how fast it was never fails a run.
 */
public final class Benchmark {

    private final Settings settings;
    private final Clock clock;
    private final List<Round> rounds = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Benchmark(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public static void main(String[] arguments) throws IOException {
        Benchmark benchmark = new Benchmark(Settings.fromSystem(), Clock.systemUTC());
        benchmark.run();
        System.exit(benchmark.complaints.isEmpty() ? 0 : 1);
    }

    private void run() throws IOException {
        List<Peer> peers = new ArrayList<>();
        Path data = settings.folder().resolve("run-" + clock.millis());
        try (Sink sink = new Sink()) {
            start(peers, data, sink.address());
            measure(new Rounds(settings, sink, clock), peers);
            Report report = new Report(settings, rounds);
            print(report.table());
            print("results in " + report.write(clock.instant()) + ", logs in " + data);
        } finally {
            peers.forEach(Peer::close);
        }
        complaints.forEach(complaint -> print("WRONG: " + complaint));
    }

    private void start(List<Peer> peers, Path data, URI sink) throws IOException {
        if (settings.peers().contains("hub")) {
            peers.add(new HubPeer(data.resolve("hub"), sink, settings, clock));
        }
        if (settings.peers().contains("baseline")) {
            peers.add(new BaselinePeer(data.resolve("baseline"), sink, settings));
        }
    }

    private void measure(Rounds runner, List<Peer> peers) throws IOException {
        for (Peer peer : peers) {
            note("warm-up", runner.warmUp(peer));
        }
        for (Scenario scenario : Scenario.values()) {
            for (int pair = 0; pair < settings.pairs() && settings.scenarios().contains(scenario); pair++) {
                for (Peer peer : peers) {
                    Round round = runner.run(scenario, peer);
                    rounds.add(round);
                    note(scenario + " round " + (pair + 1), round);
                }
            }
        }
    }

    private void note(String what, Round round) {
        print(String.format(
                Locale.ROOT,
                "%-12s %-9s accepted %d (%.0f/s, %d wrong), arrived %d (%d again, %d out of order) in %.1f s",
                what,
                round.peer(),
                round.journey().acceptedCount(),
                round.load().perSecond(),
                round.load().wrong(),
                round.journey().arrivedCount(),
                round.journey().repeatCount(),
                round.journey().disorderCount(),
                round.drained().toMillis() / 1000.0));
        round.wrongAnswers().forEach(answer -> complaints.add(round.peer() + ": " + answer));
        if (round.peer().equals("hub")) {
            round.journey().complaints().forEach(complaint -> complaints.add("hub: " + complaint));
        }
    }

    @SuppressWarnings("SystemOut") // The table is what this program is for.
    private static void print(String line) {
        System.out.println(line);
    }
}
