package vn.gov.hanoi.hpasc.benchmark.run;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Calls at a steady rate, whether or not earlier ones were answered, as gateways do: an answer counts from when its call was due. */
final class SteadyLoad {

    private static final long LONGEST_MICROS = 120_000_000;
    private static final int DIGITS = 3;

    private final HttpClient http;
    private final int perSecond;

    SteadyLoad(HttpClient http, int perSecond) {
        this.http = http;
        this.perSecond = perSecond;
    }

    /** What came of it; microseconds. */
    record Result(Histogram latency, long wrong) {}

    Result run(List<URI> calls, Predicate<String> right) throws InterruptedException {
        Histogram latency = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        AtomicLong wrong = new AtomicLong();
        List<CompletableFuture<Void>> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        try (ScheduledExecutorService pace = Executors.newScheduledThreadPool(2)) {
            long began = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
            for (int i = 0; i < calls.size(); i++) {
                URI call = calls.get(i);
                long due = began + i * interval;
                pace.schedule(
                        () -> answers.add(call(call, due, right, latency, wrong)),
                        due - System.nanoTime(),
                        TimeUnit.NANOSECONDS);
            }
        }
        answers.forEach(CompletableFuture::join);
        return new Result(latency, wrong.get());
    }

    private CompletableFuture<Void> call(
            URI call, long due, Predicate<String> right, Histogram latency, AtomicLong wrong) {
        HttpRequest request =
                HttpRequest.newBuilder(call).timeout(Duration.ofSeconds(30)).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).handle((answer, failure) -> {
            latency.recordValue(Math.clamp((System.nanoTime() - due) / 1000, 0, LONGEST_MICROS));
            if (failure != null || answer.statusCode() != 200 || !right.test(answer.body())) {
                wrong.incrementAndGet();
            }
            return null;
        });
    }
}
