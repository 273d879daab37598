package vn.gov.hanoi.hpasc.benchmark.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.gov.hanoi.hpasc.benchmark.load.DrippingPeers;
import vn.gov.hanoi.hpasc.benchmark.load.Sink;

/**
 * How soon an honest caller is answered while thousands of connections from another loopback address drip, and how soon
 * without them in the same run. Ends with 1 when an answer was wrong. Needs as many open files as there are connections.
 */
public final class DrippingBenchmark {

    private static final int CONNECTIONS = Integer.getInteger("benchmark.dripping-connections", 10_000);
    private static final int PER_SECOND = 50;
    private static final int SECONDS = Integer.getInteger("benchmark.dripping-seconds", 10);

    private DrippingBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = Settings.fromSystem();
        Clock clock = Clock.systemUTC();
        Path data = settings.folder().resolve("dripping-" + clock.millis());
        boolean right;
        try (Sink sink = new Sink();
                HubPeer hub = new HubPeer(data.resolve("hub"), sink.address(), settings, clock);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            URI call = hub.target().resolve("/callbacks/vnpay/land-vnpay?vnp_TxnRef=1");
            List<URI> calls = new ArrayList<>(Collections.nCopies(PER_SECOND * SECONDS, call));
            SteadyLoad load = new SteadyLoad(http, PER_SECOND);
            load.run(calls, DrippingBenchmark::answered);
            SteadyLoad.Result before = load.run(calls, DrippingBenchmark::answered);
            SteadyLoad.Result during;
            long alive;
            try (DrippingPeers peers = new DrippingPeers(call, CONNECTIONS)) {
                during = load.run(calls, DrippingBenchmark::answered);
                alive = peers.alive();
            }
            SteadyLoad.Result after = load.run(calls, DrippingBenchmark::answered);
            report(settings.folder(), List.of(before, during, after), alive);
            right = before.wrong() + during.wrong() + after.wrong() == 0;
        }
        System.exit(right ? 0 : 1);
    }

    private static boolean answered(String answer) {
        return answer.contains("\"RspCode\"");
    }

    private static void report(Path folder, List<SteadyLoad.Result> results, long alive) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("connections", CONNECTIONS);
        figures.put("alive", alive);
        List<String> names = List.of("before", "during", "after");
        for (int i = 0; i < names.size(); i++) {
            figures.put(names.get(i) + "P50Micros", results.get(i).latency().getValueAtPercentile(50));
            figures.put(names.get(i) + "P95Micros", results.get(i).latency().getValueAtPercentile(95));
            figures.put(names.get(i) + "Wrong", results.get(i).wrong());
        }
        double ratio = (double) results.get(1).latency().getValueAtPercentile(50)
                / Math.max(1, results.get(0).latency().getValueAtPercentile(50));
        figures.put("p50Ratio", ratio);
        print(String.format(
                Locale.ROOT,
                "%d dripping connections, %d alive; p50 ratio to the time without them: %.2f",
                CONNECTIONS,
                alive,
                ratio));
        Files.createDirectories(folder);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("dripping.json").toFile(), figures);
    }

    @SuppressWarnings("SystemOut") // The figures are what this program is for.
    private static void print(String line) {
        System.out.println(line);
    }
}
