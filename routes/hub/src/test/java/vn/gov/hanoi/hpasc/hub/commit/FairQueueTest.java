package vn.gov.hanoi.hpasc.hub.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private static final int TURN = 4;

    private record Item(String sender, int number, int weight) {

        Item(String sender, int number) {
            this(sender, number, 1);
        }

        @Override
        public String toString() {
            return sender + number;
        }
    }

    private final FairQueue<Item> queue = new FairQueue<>(Item::sender, Item::weight, TURN, true);

    private void add(String sender, int count) {
        IntStream.range(0, count).mapToObj(number -> new Item(sender, number)).forEach(queue::add);
    }

    private List<String> next(int most) {
        List<Item> taken = queue.take(most);
        queue.done(taken);
        return taken.stream().map(Item::toString).toList();
    }

    @Test
    void givesASingleSenderAllThereIsRoomFor() {
        add("a", 10);

        assertThat(next(8)).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7");
        assertThat(next(8)).containsExactly("a8", "a9");
        assertThat(next(8)).isEmpty();
    }

    @Test
    void givesEachOfSeveralATurnWhateverWaitsOfTheOthers() {
        add("flood", 1000);
        add("ward", 1);
        add("office", 6);

        assertThat(next(100))
                .containsExactly(
                        "flood0", "flood1", "flood2", "flood3", "ward0", "office0", "office1", "office2", "office3");
        assertThat(next(100)).containsExactly("flood4", "flood5", "flood6", "flood7", "office4", "office5");
    }

    @Test
    void goesOnBehindTheLastTurnWhenThereWasNoRoomForAll() {
        add("a", 8);
        add("b", 8);
        add("c", 8);

        assertThat(next(4)).allMatch(item -> item.startsWith("a"));
        assertThat(next(4)).allMatch(item -> item.startsWith("b"));
        assertThat(next(4)).allMatch(item -> item.startsWith("c"));
        assertThat(next(4)).allMatch(item -> item.startsWith("a"));
    }

    @Test
    void hasWhoeverSentMoreThanATurnAtOncePayForIt() {
        queue.add(new Item("batches", 0, 5 * TURN));
        queue.add(new Item("batches", 1, 5 * TURN));
        add("ward", 40);

        List<List<String>> commits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            commits.add(next(100));
        }

        assertThat(commits.getFirst()).contains("batches0").hasSize(1 + TURN);
        assertThat(commits.subList(1, 5))
                .allSatisfy(commit -> assertThat(commit).hasSize(TURN).allMatch(item -> item.startsWith("ward")));
        assertThat(commits.subList(5, 7).stream().flatMap(List::stream)).contains("batches1");
    }

    @Test
    void takesNothingMoreOfASenderUntilWhatWasTakenIsDone() {
        add("flood", 1000);
        List<Item> first = queue.take(8);
        assertThat(first).hasSize(8);
        assertThat(queue.take(8)).as("a second taker").isEmpty();

        add("ward", 1);
        assertThat(queue.take(8)).extracting(Item::sender).containsExactly("ward");
        queue.done(first);
        assertThat(queue.take(8)).extracting(Item::number).startsWith(8);
    }

    @Property(tries = 200)
    void losesAndRepeatsNothingAndKeepsTheOrderOfEachSender(
            @ForAll @Size(max = 300) List<@IntRange(max = 5) Integer> senders,
            @ForAll @IntRange(min = 1, max = 9) int most) {
        Map<Integer, List<Integer>> sent = new HashMap<>();
        for (int i = 0; i < senders.size(); i++) {
            int sender = senders.get(i);
            sent.computeIfAbsent(sender, first -> new ArrayList<>()).add(i);
            queue.add(new Item("s" + sender, i, 1 + i % 7));
        }

        Map<Integer, List<Integer>> got = new HashMap<>();
        for (List<Item> taken = queue.take(most); !taken.isEmpty(); taken = queue.take(most)) {
            for (Item item : taken) {
                got.computeIfAbsent(Integer.parseInt(item.sender().substring(1)), first -> new ArrayList<>())
                        .add(item.number());
            }
            queue.done(taken);
        }

        assertThat(got).isEqualTo(sent);
        assertThat(queue.size()).isZero();
    }
}
