package vn.gov.hanoi.hpasc.hub.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final List<List<Integer>> commits = new CopyOnWriteArrayList<>();
    private final Semaphore disk = new Semaphore(0);

    private GroupCommit<Integer> slow(int most, int capacity) {
        return new GroupCommit<>("test", 1, most, capacity, items -> {
            disk.acquireUninterruptibly();
            commits.add(items);
        });
    }

    @Test
    void letsWhatArrivesDuringACommitShareTheNextInOrder() {
        try (GroupCommit<Integer> commit = slow(100, 100)) {
            commit.offer(0);
            await().until(() -> commit.waiting() == 0);
            IntStream.rangeClosed(1, 5).forEach(commit::offer);
            disk.release(2);

            await().untilAsserted(() -> assertThat(commits).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5)));
        }
    }

    @Test
    void putsNoMoreIntoACommitThanAllowed() {
        try (GroupCommit<Integer> commit = slow(3, 100)) {
            commit.offer(0);
            await().until(() -> commit.waiting() == 0);
            IntStream.rangeClosed(1, 7).forEach(commit::offer);
            disk.release(10);

            await().untilAsserted(() ->
                    assertThat(commits).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5, 6), List.of(7)));
        }
    }

    @Test
    void countsLargeItemsAsWhatTheyWeigh() {
        try (GroupCommit<Integer> commit =
                new GroupCommit<>("test", 1, 100, new GroupCommit.Sharing<>(10, item -> item), items -> {
                    disk.acquireUninterruptibly();
                    commits.add(items);
                })) {
            commit.offer(1);
            await().until(() -> commit.waiting() == 0);
            List.of(4, 4, 500, 3, 7, 1).forEach(commit::offer);
            disk.release(10);

            await().untilAsserted(() ->
                    assertThat(commits).containsExactly(List.of(1), List.of(4, 4, 500), List.of(3, 7), List.of(1)));
        }
    }

    @Test
    void turnsAwayWhatFindsNoPlace() {
        try (GroupCommit<Integer> commit = slow(10, 2)) {
            commit.offer(0);
            await().until(() -> commit.waiting() == 0);

            assertThat(commit.offer(1)).isTrue();
            assertThat(commit.offer(2)).isTrue();
            assertThat(commit.offer(3)).isFalse();
            disk.release(2);
        }
        assertThat(commits).containsExactly(List.of(0), List.of(1, 2));
    }

    @Test
    void commitsWhatWaitsWhenItClosesAndTakesNothingAfterwards() {
        disk.release(1000);
        GroupCommit<Integer> commit = slow(7, 1000);
        IntStream.range(0, 100).forEach(commit::offer);

        commit.close();

        assertThat(commits.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(commit.offer(1)).isFalse();
        assertThat(commit.waiting()).isZero();
    }

    @Test
    void answersEveryItemThatItTookHoweverCloseToItsEnd() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            List<Integer> committed = new CopyOnWriteArrayList<>();
            List<Integer> taken = new ArrayList<>();
            GroupCommit<Integer> commit = new GroupCommit<>("test", 2, 4, 10_000, committed::addAll);
            CountDownLatch begun = new CountDownLatch(1);
            Thread sender = Thread.ofPlatform().start(() -> {
                for (int i = 0; commit.offer(i); i++) {
                    taken.add(i);
                    begun.countDown();
                    Thread.onSpinWait();
                }
            });
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            commit.close();
            sender.join();

            assertThat(committed).containsExactlyInAnyOrderElementsOf(taken);
        }
    }

    @Test
    void takesAnotherSenderWhileALongCommitOfOneIsUnderWay() {
        Semaphore flooded = new Semaphore(0);
        GroupCommit.Sharing<Integer> byTens = new GroupCommit.Sharing<>(100, item -> 1, item -> item / 10, 2, true);
        try (GroupCommit<Integer> commit = new GroupCommit<>("test", 2, 100, byTens, items -> {
            if (items.contains(10)) {
                flooded.acquireUninterruptibly();
            }
            commits.add(items);
        })) {
            commit.offer(10);
            await().until(() -> commit.waiting() == 0);
            IntStream.range(11, 20).forEach(commit::offer);
            commit.offer(20);

            await().untilAsserted(() -> assertThat(commits).containsExactly(List.of(20)));
            flooded.release();
            await().untilAsserted(() -> assertThat(commits)
                    .containsExactly(List.of(20), List.of(10), List.of(11, 12, 13, 14, 15, 16, 17, 18, 19)));
        }
    }

    @Test
    void goesOnAfterACommitThatBrokeOff() {
        try (GroupCommit<Integer> commit = new GroupCommit<>("test", 1, 1, 10, items -> {
            if (items.contains(1)) {
                throw new StackOverflowError("broken");
            }
            commits.add(items);
        })) {
            commit.offer(1);
            commit.offer(2);

            await().untilAsserted(() -> assertThat(commits).containsExactly(List.of(2)));
        }
    }
}
