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
import org.HdrHistogram.Histogram;
import vn.gov.hanoi.hpasc.benchmark.load.Sink;

/**
 * How soon payment callbacks are answered at 200 a second, each about an order of its own that it pays, and how soon an
 * endpoint that does nothing answers in the same run. Ends with 1 when an answer was wrong.
 */
public final class CallbackBenchmark {

    private static final int PER_SECOND = Integer.getInteger("benchmark.callbacks-per-second", 200);
    private static final boolean FULL = "full".equals(System.getProperty("benchmark.mode"));
    private static final int SECONDS = Integer.getInteger("benchmark.callback-seconds", FULL ? 30 : 2);
    private static final int WARM_UP_SECONDS = Integer.getInteger("benchmark.callback-warm-up-seconds", FULL ? 15 : 1);

    private CallbackBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = Settings.fromSystem();
        Clock clock = Clock.systemUTC();
        Path data = settings.folder().resolve("callbacks-" + clock.millis());
        boolean right;
        try (Sink sink = new Sink();
                HubPeer hub = new HubPeer(data.resolve("hub"), sink.address(), settings, clock);
                BaselinePeer baseline = new BaselinePeer(data.resolve("baseline"), sink.address(), settings);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            int warm = PER_SECOND * WARM_UP_SECONDS;
            int counted = PER_SECOND * SECONDS;
            List<URI> calls = new VnpayOrders(http, hub, clock.instant()).paid(warm + counted);
            URI nothing = baseline.target().resolve("/empty");
            SteadyLoad load = new SteadyLoad(http, PER_SECOND);
            load.run(calls.subList(0, warm), CallbackBenchmark::recorded);
            load.run(new ArrayList<>(Collections.nCopies(warm, nothing)), any -> true);
            SteadyLoad.Result callbacks = load.run(calls.subList(warm, calls.size()), CallbackBenchmark::recorded);
            SteadyLoad.Result empty = load.run(new ArrayList<>(Collections.nCopies(counted, nothing)), any -> true);
            report(settings.folder(), callbacks, empty);
            right = callbacks.wrong() == 0 && empty.wrong() == 0;
        }
        System.exit(right ? 0 : 1);
    }

    private static boolean recorded(String answer) {
        return answer.contains("\"RspCode\":\"00\"");
    }

    private static void report(Path folder, SteadyLoad.Result callbacks, SteadyLoad.Result empty) throws IOException {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("perSecond", PER_SECOND);
        results.put("callbacks", figures("VNPAY callbacks", callbacks));
        results.put("empty", figures("empty endpoint", empty));
        double ratio = (double) callbacks.latency().getValueAtPercentile(99)
                / Math.max(1, empty.latency().getValueAtPercentile(99));
        results.put("p99Ratio", ratio);
        print(String.format(Locale.ROOT, "p99 ratio to the empty endpoint: %.1f", ratio));
        Files.createDirectories(folder);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("callbacks.json").toFile(), results);
    }

    private static Map<String, Object> figures(String name, SteadyLoad.Result result) {
        Histogram latency = result.latency();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calls", latency.getTotalCount());
        figures.put("wrong", result.wrong());
        figures.put("p50Micros", latency.getValueAtPercentile(50));
        figures.put("p99Micros", latency.getValueAtPercentile(99));
        figures.put("maxMicros", latency.getMaxValue());
        print(String.format(
                Locale.ROOT,
                "%-16s %d calls at %d/s, %d wrong, p50 %.1f ms, p99 %.1f ms, max %.1f ms",
                name,
                latency.getTotalCount(),
                PER_SECOND,
                result.wrong(),
                latency.getValueAtPercentile(50) / 1000.0,
                latency.getValueAtPercentile(99) / 1000.0,
                latency.getMaxValue() / 1000.0));
        return figures;
    }

    @SuppressWarnings("SystemOut") // The figures are what this program is for.
    private static void print(String line) {
        System.out.println(line);
    }
}
