package vn.gov.hanoi.hpasc.hub.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.identity.City;

class WindowsTest {

    private static final String LAND = "land-office";

    private final DestinationHealth health = mock();
    private final Windows windows = new Windows(4, City.destinations().all(), health);

    @BeforeEach
    void allAreCalled() {
        when(health.calling(anyString())).thenReturn(true);
    }

    private int admitted(int wishes) {
        return (int) IntStream.range(0, wishes).filter(i -> windows.admit(LAND)).count();
    }

    @Test
    void admitsAsManyAsItHasPlacesAndThenOneForEachGivenBack() {
        assertThat(admitted(10)).isEqualTo(4);
        assertThat(windows.room(LAND)).isZero();

        windows.giveBack(LAND);

        assertThat(windows.room(LAND)).isEqualTo(1);
        assertThat(admitted(10)).isEqualTo(1);
        assertThat(windows.out(LAND)).isEqualTo(4);
    }

    @Test
    void admitsNobodyToADestinationThatRests() {
        when(health.calling(LAND)).thenReturn(false);

        assertThat(admitted(3)).isZero();
        assertThat(windows.out(LAND)).isZero();
        assertThat(windows.admit("construction")).isTrue();
    }

    @Test
    void leavesThoseThatFetchToTheirInbox() {
        assertThat(windows.relays(LAND)).isTrue();
        assertThat(windows.relays("finance-investment")).isFalse();
        assertThat(windows.admit("finance-investment")).isFalse();
        assertThat(windows.giveBack("finance-investment")).isFalse();
        assertThat(windows.destinations())
                .containsExactlyInAnyOrder("hpasc-core", "land-office", "construction", "planning");
    }

    @Test
    void asksForASweepWhenThereIsRoomAgainForWhatFoundNone() {
        admitted(4);
        assertThat(windows.giveBack(LAND)).as("nobody was turned away").isFalse();
        windows.occupy(LAND, 1);
        assertThat(windows.admit(LAND)).isFalse();

        assertThat(windows.giveBack(LAND)).as("still more than half full").isFalse();
        assertThat(windows.giveBack(LAND)).isTrue();
        windows.backlog(LAND, false);
        assertThat(windows.giveBack(LAND)).isFalse();
    }

    @Test
    void isPutRightByWhatPostgresSays() {
        windows.occupy(LAND, 9);
        assertThat(windows.room(LAND)).isZero();

        windows.out(LAND, 1);

        assertThat(windows.room(LAND)).isEqualTo(3);
    }

    @Test
    void neverAdmitsMoreThanItHasHoweverManyAskAtOnce() throws Exception {
        AtomicInteger in = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    start.await();
                    for (int n = 0; n < 2_000; n++) {
                        if (windows.admit(LAND)) {
                            most.accumulateAndGet(in.incrementAndGet(), Math::max);
                            in.decrementAndGet();
                            windows.giveBack(LAND);
                        }
                    }
                    return null;
                });
            }
            start.countDown();
        }
        assertThat(most.get()).isBetween(1, 4);
        assertThat(windows.out(LAND)).isZero();
    }
}
