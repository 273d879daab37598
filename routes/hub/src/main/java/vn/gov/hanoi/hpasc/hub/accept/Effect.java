package vn.gov.hanoi.hpasc.hub.accept;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Resolution;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;

/** What a message does to a registered dossier's status. Pure. */
sealed interface Effect {

    /**
     * The message is taken.
     *
     * @param after the status after it
     * @param mark {@code late}, {@code gap} or null
     */
    record Moves(DossierStatus after, @Nullable String mark) implements Effect {

        /** Writes onto {@code dossier} what {@code message} changes. */
        void apply(DossierMessage message, DossierState dossier) {
            dossier.move(after);
            if ("late".equals(mark)) {
                return;
            }
            if (message.data() instanceof Progressed progressed) {
                dossier.due(progressed.dueAt());
            } else if (message.data() instanceof Supplemented supplemented) {
                dossier.due(supplemented.dueAt());
            }
        }
    }

    /** The message is a conflict. */
    record Conflicts(Problem problem) implements Effect {}

    /**
     * What the dossier waits for in status 6.
     *
     * @param dues what it owes after the message
     * @param ended whether the message may end that wait
     */
    record Wait(Dues dues, boolean ended) {}

    static Effect of(DossierMessage message, DossierStatus now, Wait wait, LifeCycle lifeCycle) {
        Dues dues = wait.dues();
        boolean holds = dues.hold();
        return switch (message.data()) {
            case Progressed progressed -> progress(now, progressed.status(), dues, lifeCycle);
            case Resolved resolved -> move(now, statusOf(resolved.resolution()), false, lifeCycle);
            case Reopened reopened
            when holds && now == DossierStatus.OBLIGATION_REQUESTED ->
                reopened.status() == DossierStatus.IN_PROCESS
                        ? new Moves(now, "late")
                        : reopen(now, reopened, lifeCycle);
            case Reopened reopened -> reopen(now, reopened, lifeCycle);
            default ->
                switch (message.type()) {
                    case SUPPLEMENT_REQUESTED -> move(now, DossierStatus.SUPPLEMENT_REQUESTED, false, lifeCycle);
                    case OBLIGATION_RAISED ->
                        holds
                                ? move(now, DossierStatus.OBLIGATION_REQUESTED, false, lifeCycle)
                                : endOf(DossierStatus.OBLIGATION_REQUESTED, now, lifeCycle);
                    case RETURNED -> move(now, DossierStatus.RESULT_RETURNED, false, lifeCycle);
                    case WITHDRAWN -> move(now, DossierStatus.WITHDRAWN, false, lifeCycle);
                    case SUPPLEMENTED -> owing(endOf(DossierStatus.SUPPLEMENT_REQUESTED, now, lifeCycle), now, holds);
                    case PAYMENT_CONFIRMED, REVOKED ->
                        holds || !wait.ended()
                                ? new Moves(now, null)
                                : endOf(DossierStatus.OBLIGATION_REQUESTED, now, lifeCycle);
                    case PAYMENT_REFUNDED -> owingAgain(now, holds, lifeCycle);
                    default -> new Moves(now, null);
                };
        };
    }

    /** That there is something to pay may be told when it was paid already, and then nobody would end that pause. */
    private static Effect progress(DossierStatus now, DossierStatus to, Dues dues, LifeCycle lifeCycle) {
        boolean paidAlready = to == DossierStatus.OBLIGATION_REQUESTED && now != to && dues.settled();
        return paidAlready && !LifeCycle.terminal(now) ? new Moves(now, "late") : move(now, to, false, lifeCycle);
    }

    private static Effect reopen(DossierStatus now, Reopened reopened, LifeCycle lifeCycle) {
        return result(now, reopened.status(), lifeCycle.judgeReopening(now, reopened.status()));
    }

    private static DossierStatus statusOf(Resolution resolution) {
        return resolution == Resolution.STOPPED ? DossierStatus.STOPPED : DossierStatus.PROCESSED;
    }

    private static Effect endOf(DossierStatus pause, DossierStatus now, LifeCycle lifeCycle) {
        return now == pause ? move(now, DossierStatus.IN_PROCESS, true, lifeCycle) : new Moves(now, null);
    }

    /** One pause is over and the other is not: the dossier goes on waiting, for the money. */
    private static Effect owing(Effect effect, DossierStatus now, boolean holds) {
        return holds
                        && now == DossierStatus.SUPPLEMENT_REQUESTED
                        && effect instanceof Moves moves
                        && moves.after() == DossierStatus.IN_PROCESS
                ? new Moves(DossierStatus.OBLIGATION_REQUESTED, moves.mark())
                : effect;
    }

    /** What went back may be owed again; a dossier that is past it is not pulled back. */
    private static Effect owingAgain(DossierStatus now, boolean holds, LifeCycle lifeCycle) {
        boolean waits =
                holds && lifeCycle.judge(now, DossierStatus.OBLIGATION_REQUESTED, false) == LifeCycle.Verdict.APPLIED;
        return new Moves(waits ? DossierStatus.OBLIGATION_REQUESTED : now, null);
    }

    private static Effect move(DossierStatus now, DossierStatus to, boolean ends, LifeCycle lifeCycle) {
        return result(now, to, lifeCycle.judge(now, to, ends));
    }

    private static Effect result(DossierStatus now, DossierStatus to, LifeCycle.Verdict verdict) {
        return switch (verdict) {
            case APPLIED -> new Moves(to, null);
            case GAP -> new Moves(to, "gap");
            case LATE -> new Moves(now, "late");
            case ILLEGAL ->
                new Conflicts(Problem.of(
                        ErrorCode.ILLEGAL_MOVE, Integer.toString(now.number()), Integer.toString(to.number())));
        };
    }
}
