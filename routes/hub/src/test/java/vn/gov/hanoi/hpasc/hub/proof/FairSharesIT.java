package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Received;

/** G5: an agency that sends and asks all it can delays only itself, at the hub and at every destination. */
@ExtendWith(OnTheBench.class)
class FairSharesIT {

    private static final int CALLS = 20;
    private static final int BATCH = 100;
    private static final Department LAND = Department.LAND;

    private final Bench bench;
    private final AgencyClient flooder;
    private final AgencyClient other;

    FairSharesIT(Bench bench) {
        this.bench = bench;
        this.flooder = bench.agency(Dossier.WARD);
        this.other = bench.agency(Dossier.CORE);
    }

    /** What the flood was told. */
    private static final class Flood {
        final AtomicBoolean over = new AtomicBoolean();
        final AtomicBoolean limited = new AtomicBoolean();
        final Queue<UUID> receipts = new ConcurrentLinkedQueue<>();
        final Queue<String> retryAfter = new ConcurrentLinkedQueue<>();
        final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

        void told(HttpResponse<byte[]> answer) {
            statuses.add(answer.statusCode());
            if (answer.statusCode() == 207) {
                HttpWire.json(answer)
                        .forEach(item ->
                                receipts.add(Answer.ofJson(202, item, null).exchange()));
            } else if (answer.statusCode() == 429) {
                limited.set(true);
                assertThat(HttpWire.json(answer).path("code").asText()).isEqualTo("HUB-429");
                retryAfter.add(answer.headers().firstValue("Retry-After").orElse("nothing"));
            }
        }
    }

    @Test
    void anAgencyThatFloodsTheHubDelaysOnlyItself() throws Exception {
        // a slow destination: 8 calls at once, ten a second each
        bench.city().at(LAND).script().always(new Behaviour.Slow(Duration.ofMillis(100)));
        List<Long> usual = calls(new HashSet<>());
        Flood flood = new Flood();
        Set<UUID> sent = new HashSet<>();
        int before;
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                senders.submit(() -> sendBatches(flood));
                senders.submit(() -> ask(flood));
            }
            try {
                Bench.eventually(() -> assertThat(flood.limited).isTrue());
                Bench.eventually(() -> assertThat(
                                flooder.once(Wire.SOAP_11, Dossier.of(LAND).submittedBy(Dossier.WARD)))
                        .satisfies(answer -> assertThat(answer.code()).isEqualTo("HUB-429"))
                        .satisfies(answer -> assertThat(answer.retryAfter()).isNotNull()));
                before = arrived().size();
                List<Long> beside = calls(sent);
                System.out.printf(
                        "fair shares: %d single calls took %.1f ms alone and %.1f ms beside a flood (median; slowest %.1f and %.1f)%n",
                        CALLS,
                        usual.get(CALLS / 2) / 1e3,
                        beside.get(CALLS / 2) / 1e3,
                        usual.getLast() / 1e3,
                        beside.getLast() / 1e3);
            } finally {
                flood.over.set(true);
            }
        }
        Bench.eventually(() -> assertThat(keys(arrived())).containsAll(sent));
        List<UUID> order = keys(arrived());
        List<UUID> since = order.subList(before, order.size());
        int last = sent.stream().mapToInt(since::indexOf).max().orElseThrow();
        System.out.printf(
                "fair shares: %d of %d messages of the flood arrived before the last of them%n",
                last + 1 - CALLS, flood.receipts.size());
        assertThat(flood.receipts.size() - before)
                .as("what of the flood waited")
                .isGreaterThan(400);
        assertThat(last - CALLS).as("what of the flood went ahead").isLessThan(200);
        assertThat(flood.statuses).as("a read is 200").isSubsetOf(200, 207, 429, 503);
        assertThat(flood.retryAfter).allMatch(seconds -> Integer.parseInt(seconds) >= 1);

        bench.city().mend();
        Bench.eventually(() -> assertThat(keys(arrived())).containsAll(flood.receipts));
        MeterRegistry meters = bench.hub().bean(MeterRegistry.class);
        assertThat(meters.get("hub.limits.refused").tag("agency", Dossier.WARD).counters())
                .isNotEmpty();
        Bench.eventually(() -> assertThat(List.of("hub.limits.requests", "hub.limits.waiting"))
                .as("nothing is held when nothing is under way")
                .allSatisfy(gauge -> assertThat(meters.get(gauge)
                                .tag("agency", Dossier.WARD)
                                .gauge()
                                .value())
                        .isZero()));
    }

    /** Single calls of another agency; gives how long each took, in microseconds, sorted. */
    private List<Long> calls(Set<UUID> sent) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            DossierMessage message = Dossier.of(LAND).submitted();
            long began = System.nanoTime();
            Answer answer = other.once(Wire.REST, message);
            took.add((System.nanoTime() - began) / 1_000);
            assertThat(answer.status()).as("call %d: %s", i, answer).isEqualTo(202);
            sent.add(answer.exchange());
        }
        took.sort(null);
        return took;
    }

    private void sendBatches(Flood flood) {
        while (!flood.over.get()) {
            flood.told(flooder.batch(IntStream.range(0, BATCH)
                    .mapToObj(i -> Dossier.of(LAND).submittedBy(Dossier.WARD))
                    .toList()));
        }
    }

    private void ask(Flood flood) {
        while (!flood.over.get()) {
            flood.statuses.add(flooder.status("/api/v1/inbox?limit=1"));
        }
    }

    private List<Received> arrived() {
        return bench.city().at(LAND).intake().all();
    }

    private static List<UUID> keys(List<Received> received) {
        List<UUID> keys = new ArrayList<>(received.size());
        received.forEach(one -> keys.add(one.exchangeId()));
        return keys;
    }
}
