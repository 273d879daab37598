package vn.gov.hanoi.hpasc.hub.portal;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Resolution;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;

/**
 * The status a dossier had after a message, told again from the message and the mark it was accepted with.
 *
 * @param after the status after it
 * @param late whether it came too late to change anything
 */
record StepStatus(DossierStatus after, boolean late) {

    static StepStatus of(DossierMessage message, @Nullable String mark, DossierStatus now, LifeCycle lifeCycle) {
        DossierStatus asked = asked(message, now);
        boolean late = "late".equals(mark) || "held".equals(mark) && isLate(message, now, asked, lifeCycle);
        return new StepStatus(late ? now : asked, late);
    }

    /** Of a message that had to wait nobody wrote down what it did when its turn came. */
    private static boolean isLate(DossierMessage message, DossierStatus now, DossierStatus asked, LifeCycle lifeCycle) {
        return !(message.data() instanceof Reopened)
                && lifeCycle.judge(now, asked, asked == DossierStatus.IN_PROCESS && LifeCycle.pauses(now))
                        == LifeCycle.Verdict.LATE;
    }

    private static DossierStatus asked(DossierMessage message, DossierStatus now) {
        return switch (message.data()) {
            case Progressed progressed -> progressed.status();
            case Resolved resolved ->
                resolved.resolution() == Resolution.STOPPED ? DossierStatus.STOPPED : DossierStatus.PROCESSED;
            case Reopened reopened -> reopened.status();
            default ->
                switch (message.type()) {
                    case SUPPLEMENT_REQUESTED -> DossierStatus.SUPPLEMENT_REQUESTED;
                    case OBLIGATION_RAISED -> DossierStatus.OBLIGATION_REQUESTED;
                    case RETURNED -> DossierStatus.RESULT_RETURNED;
                    case WITHDRAWN -> DossierStatus.WITHDRAWN;
                    case SUPPLEMENTED -> ends(DossierStatus.SUPPLEMENT_REQUESTED, now);
                    case PAYMENT_CONFIRMED -> ends(DossierStatus.OBLIGATION_REQUESTED, now);
                    default -> now;
                };
        };
    }

    private static DossierStatus ends(DossierStatus pause, DossierStatus now) {
        return now == pause ? DossierStatus.IN_PROCESS : now;
    }
}
