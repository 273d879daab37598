package vn.gov.hanoi.hpasc.hub.dossier;

import static vn.gov.hanoi.hpasc.dossier.DossierStatus.ACCEPTED;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.IN_PROCESS;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.NOT_ACCEPTED;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.OBLIGATION_REQUESTED;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.PROCESSED;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.REGISTERED;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.RESULT_RETURNED;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.STOPPED;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.SUPPLEMENT_REQUESTED;
import static vn.gov.hanoi.hpasc.dossier.DossierStatus.WITHDRAWN;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.Reopening;

/**
 * The life of a dossier as a graph of its statuses: the moves that the one-stop systems, the portal and the land
 * registry agree on, and what the hub makes of a message that asks for another one.
 *
 * <p>Statuses 5 and 6 lead back to 4, but only by the message that ends them (supplemented, payment-confirmed): a mere
 * "in process" that arrives there is a late one.
 */
public final class LifeCycle {

    private static final Map<DossierStatus, Set<DossierStatus>> MOVES = new EnumMap<>(Map.of(
            REGISTERED, EnumSet.of(ACCEPTED, NOT_ACCEPTED, WITHDRAWN),
            ACCEPTED, EnumSet.of(IN_PROCESS, SUPPLEMENT_REQUESTED, OBLIGATION_REQUESTED, WITHDRAWN, STOPPED),
            IN_PROCESS, EnumSet.of(SUPPLEMENT_REQUESTED, OBLIGATION_REQUESTED, WITHDRAWN, STOPPED, PROCESSED),
            SUPPLEMENT_REQUESTED, EnumSet.of(IN_PROCESS, WITHDRAWN, STOPPED),
            OBLIGATION_REQUESTED, EnumSet.of(IN_PROCESS, WITHDRAWN, STOPPED),
            PROCESSED, EnumSet.of(RESULT_RETURNED)));

    private static final Set<DossierStatus> TERMINAL = EnumSet.of(NOT_ACCEPTED, WITHDRAWN, STOPPED, RESULT_RETURNED);
    private static final Set<DossierStatus> PAUSING = EnumSet.of(SUPPLEMENT_REQUESTED, OBLIGATION_REQUESTED);

    private static final Map<DossierStatus, Set<DossierStatus>> REACHABLE = reachable();

    private final Set<Reopening> reopenings;

    public LifeCycle(Set<Reopening> reopenings) {
        this.reopenings = Set.copyOf(reopenings);
    }

    /** What the hub makes of a message that asks for a status. */
    public enum Verdict {
        /** The next step, or the status it already has: the dossier has it now. */
        APPLIED,
        /** Steps were skipped: the dossier has the status, and the gap is remarked. */
        GAP,
        /** The dossier is past it: recorded, changes nothing. */
        LATE,
        /** No way leads there: a conflict. */
        ILLEGAL
    }

    /**
     * Judges an ordinary move.
     *
     * @param ends whether the message is the one that ends a pause (5 or 6)
     */
    public Verdict judge(DossierStatus from, DossierStatus to, boolean ends) {
        if (from == to) {
            return Verdict.APPLIED;
        }
        if (PAUSING.contains(from) && to == IN_PROCESS) {
            return ends ? Verdict.APPLIED : Verdict.LATE;
        }
        if (movesFrom(from).contains(to)) {
            return Verdict.APPLIED;
        }
        if (leads(from, to)) {
            return Verdict.GAP;
        }
        boolean past = leads(to, from);
        // From 3, 7 and 8 nothing leads on, and whoever still works on the dossier must hear of it. A result that was
        // returned (10) lies at the end of the usual way: what comes after it is merely late.
        boolean closedEarly = TERMINAL.contains(from) && from != RESULT_RETURNED;
        return past && !closedEarly ? Verdict.LATE : Verdict.ILLEGAL;
    }

    /** Judges a reopening: only what is configured. */
    public Verdict judgeReopening(DossierStatus from, DossierStatus to) {
        return reopenings.contains(new Reopening(from, to)) ? Verdict.APPLIED : Verdict.ILLEGAL;
    }

    /** Whether the citizen's clock stands in {@code status}. */
    public static boolean pauses(DossierStatus status) {
        return PAUSING.contains(status);
    }

    /** Whether a dossier never leaves {@code status} but by a reopening. */
    public static boolean terminal(DossierStatus status) {
        return TERMINAL.contains(status);
    }

    private static boolean leads(DossierStatus from, DossierStatus to) {
        return REACHABLE.getOrDefault(from, Set.of()).contains(to);
    }

    private static Set<DossierStatus> movesFrom(DossierStatus status) {
        return MOVES.getOrDefault(status, Set.of());
    }

    private static Map<DossierStatus, Set<DossierStatus>> reachable() {
        Map<DossierStatus, Set<DossierStatus>> all = new EnumMap<>(DossierStatus.class);
        for (DossierStatus from : DossierStatus.values()) {
            Set<DossierStatus> seen = EnumSet.noneOf(DossierStatus.class);
            reach(from, seen);
            all.put(from, seen);
        }
        return all;
    }

    private static void reach(DossierStatus from, Set<DossierStatus> seen) {
        for (DossierStatus next : movesFrom(from)) {
            if (seen.add(next)) {
                reach(next, seen);
            }
        }
    }
}
