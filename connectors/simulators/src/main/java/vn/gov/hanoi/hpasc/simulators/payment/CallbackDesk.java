package vn.gov.hanoi.hpasc.simulators.payment;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/** Sends callbacks: late, lost, in copies and again, as scripted and as the gateway is used to. */
public final class CallbackDesk implements AutoCloseable {

    private final Treatments treatments = new Treatments();
    private final Queue<CallbackAttempt> attempts = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Runnable>> held = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("callbacks").factory());
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(workers)
            .build();
    private final Clock clock;
    private final Persistence persistence;
    private final BiPredicate<Integer, String> satisfied;
    private volatile double compression = 1;

    /** @param satisfied whether an answer (its status and body) means that the gateway need not call again */
    CallbackDesk(Clock clock, Persistence persistence, BiPredicate<Integer, String> satisfied) {
        this.clock = clock;
        this.persistence = persistence;
        this.satisfied = satisfied;
    }

    /** What happens to callbacks on their way. */
    public Treatments treatments() {
        return treatments;
    }

    /** Lets the gateway's time run {@code factor} times as fast: 300 makes five minutes one second. */
    public void compress(double factor) {
        compression = factor;
    }

    /** Everything that was sent, in order. */
    public List<CallbackAttempt> attempts() {
        return List.copyOf(attempts);
    }

    public List<CallbackAttempt> attempts(String order) {
        return attempts.stream()
                .filter(attempt -> attempt.order().equals(order))
                .toList();
    }

    /** How many callbacks are not done with: waiting, held, or to be repeated. */
    public int pending() {
        return pending.get();
    }

    /** Lets go of all that is held. */
    public void release() {
        held.keySet().forEach(this::release);
    }

    @Override
    public void close() {
        later.shutdownNow();
        workers.shutdownNow();
        http.shutdownNow();
    }

    Treatment decide(String order) {
        return treatments.decide(order);
    }

    void send(String order, CallbackCall call, Treatment treatment) {
        if (treatment.lost()) {
            release(order);
            return;
        }
        for (int copy = 0; copy < treatment.copies(); copy++) {
            pending.incrementAndGet();
            if (treatment.held()) {
                held.computeIfAbsent(order, key -> new ConcurrentLinkedQueue<>())
                        .add(() -> schedule(treatment.delay(), () -> attempt(order, call, 1)));
            } else {
                schedule(treatment.delay(), () -> {
                    attempt(order, call, 1);
                    release(order);
                });
            }
        }
    }

    private void attempt(String order, CallbackCall call, int number) {
        CallbackAttempt attempt = called(order, call, number);
        attempts.add(attempt);
        if (attempt.satisfied() || number >= persistence.calls()) {
            pending.decrementAndGet();
        } else {
            schedule(persistence.every(), () -> attempt(order, call, number + 1));
        }
    }

    private CallbackAttempt called(String order, CallbackCall call, int number) {
        try {
            HttpResponse<String> answer = http.send(
                    call.request(persistence.patience()), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new CallbackAttempt(
                    order,
                    number,
                    clock.instant(),
                    answer.statusCode(),
                    answer.body(),
                    satisfied.test(answer.statusCode(), answer.body()));
        } catch (IOException failed) {
            return new CallbackAttempt(
                    order, number, clock.instant(), 0, failed.getClass().getSimpleName(), false);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new CallbackAttempt(order, number, clock.instant(), 0, "closed", true);
        }
    }

    private void release(String order) {
        Queue<Runnable> waiting = held.remove(order);
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    private void schedule(Duration delay, Runnable work) {
        long millis = (long) (delay.toMillis() / compression);
        try {
            var unused = later.schedule(() -> workers.execute(work), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            pending.decrementAndGet();
        }
    }
}
