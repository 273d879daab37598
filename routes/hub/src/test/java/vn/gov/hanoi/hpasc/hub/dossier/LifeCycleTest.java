package vn.gov.hanoi.hpasc.hub.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle.Verdict;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.Reopening;

class LifeCycleTest {

    /** Rows: the status it has; columns: the one a message asks for. A applied, G gap, L late, I illegal. */
    private static final String TABLE = """
            from  1 2 3 4 5 6 7 8 9 10
             1    A A A G G G A G G G
             2    L A I A A A A A G G
             3    I I A I I I I I I I
             4    L L I A A A A A A G
             5    L L I L A G A A G G
             6    L L I L G A A A G G
             7    I I I I I I A I I I
             8    I I I I I I I A I I
             9    L L I L L L I I A A
            10    L L I L L L I I L A
            """;

    private final LifeCycle lifeCycle = new LifeCycle(Set.of(
            new Reopening(DossierStatus.IN_PROCESS, DossierStatus.ACCEPTED),
            new Reopening(DossierStatus.RESULT_RETURNED, DossierStatus.ACCEPTED)));

    record Move(DossierStatus from, DossierStatus to, Verdict verdict) {

        @Override
        public String toString() {
            return from.number() + " to " + to.number() + " is " + verdict;
        }
    }

    static List<Move> table() {
        List<Move> moves = new ArrayList<>();
        TABLE.lines().skip(1).map(String::strip).map(row -> row.split(" +")).forEach(row -> {
            for (int to = 1; to <= 10; to++) {
                moves.add(new Move(DossierStatus.of(Integer.parseInt(row[0])), DossierStatus.of(to), verdict(row[to])));
            }
        });
        return moves;
    }

    private static Verdict verdict(String letter) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.name().startsWith(letter))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("table")
    void judgesEachOfTheHundredMoves(Move move) {
        assertThat(lifeCycle.judge(move.from(), move.to(), false)).isEqualTo(move.verdict());
    }

    @ParameterizedTest
    @MethodSource("table")
    void judgesTheEndOfAPauseLikeAnyOtherMoveSaveTheWayBackToInProcess(Move move) {
        boolean endsPause = LifeCycle.pauses(move.from()) && move.to() == DossierStatus.IN_PROCESS;

        assertThat(lifeCycle.judge(move.from(), move.to(), true))
                .isEqualTo(endsPause ? Verdict.APPLIED : move.verdict());
    }

    @ParameterizedTest
    @CsvSource({"5", "6", "9", "10"})
    void neverLetsALateInProcessPullADossierBack(int from) {
        assertThat(lifeCycle.judge(DossierStatus.of(from), DossierStatus.IN_PROCESS, false))
                .isEqualTo(Verdict.LATE);
    }

    @ParameterizedTest
    @EnumSource(DossierStatus.class)
    void movesNowhereFromATerminalStatus(DossierStatus to) {
        for (DossierStatus from : DossierStatus.values()) {
            if (LifeCycle.terminal(from) && from != to) {
                assertThat(lifeCycle.judge(from, to, false)).isIn(Verdict.ILLEGAL, Verdict.LATE);
            }
        }
    }

    @Test
    void isOverInFourStatusesAndPausesInTwo() {
        assertThat(DossierStatus.values())
                .filteredOn(LifeCycle::terminal)
                .extracting(DossierStatus::number)
                .containsExactly(3, 7, 8, 10);
        assertThat(DossierStatus.values())
                .filteredOn(LifeCycle::pauses)
                .extracting(DossierStatus::number)
                .containsExactly(5, 6);
    }

    @Test
    void reopensOnlyWhereConfigured() {
        for (DossierStatus from : DossierStatus.values()) {
            for (DossierStatus to : DossierStatus.values()) {
                boolean configured = to == DossierStatus.ACCEPTED
                        && (from == DossierStatus.IN_PROCESS || from == DossierStatus.RESULT_RETURNED);
                assertThat(lifeCycle.judgeReopening(from, to))
                        .as("%s to %s", from, to)
                        .isEqualTo(configured ? Verdict.APPLIED : Verdict.ILLEGAL);
            }
        }
    }
}
