package vn.gov.hanoi.hpasc.hub.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.identity.City;

class WindowsTest {

    private static final String LAND = "land-office";
    private static final String CORE = "H26.01";
    private static final String WARD = "H26.103";

    private final DestinationHealth health = mock();
    private final Windows windows = new Windows(4, City.destinations().all(), health);

    @BeforeEach
    void allAreCalled() {
        when(health.calling(anyString())).thenReturn(true);
    }

    private int admitted(int wishes) {
        return (int) IntStream.range(0, wishes)
                .filter(i -> windows.admit(LAND, CORE))
                .count();
    }

    @Test
    void admitsAsManyAsItHasPlacesAndThenOneForEachGivenBack() {
        assertThat(admitted(10)).isEqualTo(4);
        assertThat(windows.room(LAND)).isZero();

        windows.giveBack(LAND, CORE);

        assertThat(windows.room(LAND)).isEqualTo(1);
        assertThat(admitted(10)).isEqualTo(1);
        assertThat(windows.out(LAND)).isEqualTo(4);
    }

    @Test
    void admitsNobodyToADestinationThatRests() {
        when(health.calling(LAND)).thenReturn(false);

        assertThat(admitted(3)).isZero();
        assertThat(windows.out(LAND)).isZero();
        assertThat(windows.admit("construction", CORE)).isTrue();
    }

    @Test
    void leavesThoseThatFetchToTheirInbox() {
        assertThat(windows.relays(LAND)).isTrue();
        assertThat(windows.relays("finance-investment")).isFalse();
        assertThat(windows.admit("finance-investment", CORE)).isFalse();
        assertThat(windows.giveBack("finance-investment", CORE)).isFalse();
        assertThat(windows.destinations())
                .containsExactlyInAnyOrder("hpasc-core", "land-office", "construction", "planning");
    }

    @Test
    void asksForASweepWhenThereIsRoomAgainForWhatFoundNone() {
        admitted(4);
        assertThat(windows.giveBack(LAND, CORE)).as("nobody was turned away").isFalse();
        windows.occupy(LAND, CORE, 1);
        assertThat(windows.admit(LAND, CORE)).isFalse();

        assertThat(windows.giveBack(LAND, CORE)).as("still more than half full").isFalse();
        assertThat(windows.giveBack(LAND, CORE)).isTrue();
        windows.backlog(LAND, false);
        assertThat(windows.giveBack(LAND, CORE)).isFalse();
    }

    @Test
    void isPutRightByWhatPostgresSays() {
        windows.occupy(LAND, CORE, 9);
        assertThat(windows.room(LAND)).isZero();

        windows.out(LAND, Map.of(CORE, 1));

        assertThat(windows.room(LAND)).isEqualTo(3);
    }

    private static int admitted(Windows windows, String sender) {
        int count = 0;
        while (windows.admit(LAND, sender)) {
            count++;
        }
        return count;
    }

    private Windows large(AtomicLong now) {
        return new Windows(1000, City.destinations().all(), health, now::get);
    }

    @Test
    void letsNoMoreBeAheadOfANewSenderThanADestinationTakesInASecond() {
        AtomicLong now = new AtomicLong();
        Windows windows = large(now);

        int flood = admitted(windows, CORE);
        assertThat(flood).as("of a window of 1,000").isEqualTo(Window.FIRST);
        assertThat(windows.admit(LAND, WARD)).isTrue();
        assertThat(admitted(windows, WARD)).as("half as much, for two of them").isEqualTo(Window.FIRST / 2 - 1);
        assertThat(windows.hasBacklog(LAND)).isTrue();
    }

    @Test
    void fillsTheWholeWindowOfADestinationThatIsFast() {
        AtomicLong now = new AtomicLong();
        Windows windows = large(now);
        for (int i = 0; i < 2_000; i++) {
            assertThat(windows.admit(LAND, CORE)).isTrue();
            windows.giveBack(LAND, CORE);
        }
        assertThat(admitted(windows, CORE)).isEqualTo(1000);
        windows.out(LAND, Map.of());
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(admitted(windows, CORE)).as("in the second after").isEqualTo(1000);
        windows.out(LAND, Map.of());
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(admitted(windows, CORE)).as("long after").isEqualTo(Window.FIRST);
    }

    @Test
    void sharesWhatIsFreeAmongThoseOfWhichSomethingWaits() {
        Windows windows = large(new AtomicLong());
        admitted(windows, CORE);

        Map<String, Integer> rooms = windows.rooms(LAND, List.of(CORE, WARD, "H26.19"));

        assertThat(rooms).containsEntry(CORE, 0).containsEntry(WARD, 21).containsEntry("H26.19", 21);
        assertThat(rooms.keySet()).last().isEqualTo(CORE);
    }

    @Test
    void neverSharesMoreThanIsFree() {
        List<String> many = IntStream.range(0, 200).mapToObj(i -> "H26." + i).toList();
        Windows windows = large(new AtomicLong());
        windows.occupy(LAND, CORE, 900);

        assertThat(windows.rooms(LAND, many).values().stream().mapToInt(i -> i).sum())
                .isEqualTo(100);
    }

    @Test
    void letsTheNextOfALineWaitForItsTurnWhileOthersHaveNone() {
        Windows windows = large(new AtomicLong());
        admitted(windows, CORE);
        assertThat(windows.follows(LAND)).isTrue();
        assertThat(windows.admit(LAND, WARD)).isTrue();

        assertThat(windows.follows(LAND)).isFalse();
        windows.backlog(LAND, false);
        assertThat(windows.follows(LAND)).isTrue();
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
                        if (windows.admit(LAND, CORE)) {
                            most.accumulateAndGet(in.incrementAndGet(), Math::max);
                            in.decrementAndGet();
                            windows.giveBack(LAND, CORE);
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
