package vn.gov.hanoi.hpasc.hub.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FairGateTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> order = new CopyOnWriteArrayList<>();

    private void queue(ExecutorService threads, FairGate gate, String party, int count) {
        for (int i = 0; i < count; i++) {
            int before = gate.waiting();
            threads.submit(() -> {
                if (gate.enter(party)) {
                    order.add(party);
                    gate.leave(party);
                }
            });
            await().until(() -> gate.waiting() > before);
        }
    }

    @Test
    void letsWaitingPartiesInByTurnsHoweverManyEachHas() {
        FairGate gate = new FairGate(1, LONG);
        assertThat(gate.enter("first")).isTrue();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            queue(threads, gate, "flood", 5);
            queue(threads, gate, "ward", 2);
            gate.leave("first");
        }
        assertThat(order).containsExactly("flood", "ward", "flood", "ward", "flood", "flood", "flood");
    }

    @Test
    void leavesAPlaceForOthersWhenOnePartyAsksForAll() {
        FairGate gate = new FairGate(4, Duration.ofMillis(20));
        assertThat(gate.enter("flood")).isTrue();
        assertThat(gate.enter("flood")).isTrue();
        assertThat(gate.enter("flood")).as("more than half").isFalse();

        assertThat(gate.enter("ward")).isTrue();
        gate.leave("flood");
        assertThat(gate.enter("flood")).isTrue();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void isLeftByWhoeverWaitedTooLongAndLosesNoPlace() throws Exception {
        FairGate gate = new FairGate(2, Duration.ofMillis(1));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                String party = "p" + i % 7;
                threads.submit(() -> {
                    if (gate.enter(party)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        inside.decrementAndGet();
                        gate.leave(party);
                    }
                });
            }
        }
        assertThat(most.get()).isBetween(1, 2);
        assertThat(gate.waiting()).isZero();
        assertThat(gate.enter("a") && gate.enter("b")).isTrue();
    }
}
