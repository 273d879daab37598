package vn.gov.hanoi.hpasc.hub.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HalvingTest {

    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> bad = new ArrayList<>();
    private final List<Integer> unavailable = new ArrayList<>();
    private final Set<Integer> locked = new TreeSet<>();
    private int attempts;

    private static final class Race extends Collision {
        private static final long serialVersionUID = 1L;

        Race() {
            super("test");
        }
    }

    private Halving<Integer> halving(Halving.Attempt<Integer> attempt) {
        return new Halving<>(
                items -> {
                    attempts++;
                    attempt.commit(items);
                    written.addAll(items);
                },
                items -> items.stream().filter(locked::contains).toList(),
                (items, why) -> (why.compareTo(StoreFailure.DATA) >= 0 ? bad : unavailable).addAll(items));
    }

    @Property(tries = 200)
    void setsAsideWhatAnotherTransactionHoldsAndWaitsForItOnce(
            @ForAll @IntRange(min = 1, max = 100) int size, @ForAll Set<@IntRange(max = 99) Integer> marked) {
        written.clear();
        unavailable.clear();
        locked.clear();
        locked.addAll(marked);
        List<Integer> items = IntStream.range(0, size).boxed().toList();
        attempts = 0;

        halving(batch -> {
                    if (batch.stream().anyMatch(locked::contains)) {
                        throw new SQLException("canceling statement due to lock timeout", "55P03");
                    }
                })
                .settle(items);

        assertThat(written)
                .containsExactlyElementsOf(
                        items.stream().filter(i -> !marked.contains(i)).toList());
        assertThat(unavailable).containsExactlyElementsOf(new TreeSet<>(marked).headSet(size));
        assertThat(attempts).isLessThanOrEqualTo(2);
    }

    @Property(tries = 200)
    void letsEachBadItemFailAloneAndWritesTheOthersInOrder(
            @ForAll @IntRange(min = 1, max = 100) int size, @ForAll Set<@IntRange(max = 99) Integer> marked) {
        written.clear();
        bad.clear();
        List<Integer> items = IntStream.range(0, size).boxed().toList();

        halving(batch -> {
                    if (batch.stream().anyMatch(marked::contains)) {
                        throw new SQLException("value too long", "22001");
                    }
                })
                .settle(items);

        List<Integer> good = items.stream().filter(i -> !marked.contains(i)).toList();
        assertThat(written).containsExactlyElementsOf(good);
        assertThat(bad).containsExactlyElementsOf(new TreeSet<>(marked).headSet(size));
        assertThat(unavailable).isEmpty();
    }

    @Test
    void takesAnExceptionOfOurOwnForABadItem() {
        halving(batch -> {
                    if (batch.contains(3)) {
                        throw new IllegalStateException("a bug");
                    }
                })
                .settle(List.of(1, 2, 3, 4));

        assertThat(written).containsExactly(1, 2, 4);
        assertThat(bad).containsExactly(3);
    }

    @Test
    void triesTheSameAgainAfterACollision() {
        halving(batch -> {
                    if (attempts == 1) {
                        throw new Race();
                    }
                    if (attempts == 2) {
                        throw new SQLException("deadlock detected", "40P01");
                    }
                })
                .settle(List.of(1, 2, 3));

        assertThat(attempts).isEqualTo(3);
        assertThat(written).containsExactly(1, 2, 3);
    }

    @Test
    void halvesWhatCollidesForEverAndTellsTheLastOneToComeBack() {
        halving(batch -> {
                    if (batch.contains(2)) {
                        throw new Race();
                    }
                })
                .settle(List.of(1, 2));

        assertThat(written).containsExactly(1);
        assertThat(unavailable).containsExactly(2);
        assertThat(bad).isEmpty();
    }

    @Test
    void tellsAllAtOnceWhenTheStoreIsAway() {
        halving(batch -> {
                    throw new SQLException("terminating connection", "57P01");
                })
                .settle(List.of(1, 2, 3));

        assertThat(attempts).isEqualTo(1);
        assertThat(unavailable).containsExactly(1, 2, 3);
    }

    @Test
    void keepsWhatWasWrittenBeforeTheStoreWentAway() {
        halving(batch -> {
                    if (batch.size() == 4) {
                        throw new SQLException("bad", "22001");
                    }
                    if (batch.contains(3)) {
                        throw new SQLException("gone", "08006");
                    }
                })
                .settle(List.of(1, 2, 3, 4));

        assertThat(written).containsExactly(1, 2);
        assertThat(unavailable).containsExactly(3, 4);
    }

    @Test
    void triesNothingBehindWhatTheStoreWasAwayFor() {
        halving(batch -> {
                    if (batch.size() == 4) {
                        throw new SQLException("bad", "22001");
                    }
                    if (batch.contains(1)) {
                        throw new SQLException("gone", "08006");
                    }
                })
                .settle(List.of(1, 2, 3, 4));

        assertThat(written).isEmpty();
        assertThat(unavailable).containsExactly(1, 2, 3, 4);
    }
}
