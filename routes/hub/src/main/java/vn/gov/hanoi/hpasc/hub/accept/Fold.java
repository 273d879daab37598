package vn.gov.hanoi.hpasc.hub.accept;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationAuthority;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/**
 * Folds messages onto the dossiers of a {@link Workspace}, one after the other: who is refused, who repeats what was
 * accepted, and for the rest what changes and who gets it. Touches no database.
 */
final class Fold {

    private final Registrar registrar;
    private final LifeCycle lifeCycle;
    private final Addressing addressing;
    private final Waiting waiting;
    private final ObligationAuthority obligations;

    Fold(RoutingTable routing, Agencies agencies, Notices notices, Duration unknownDossierWait) {
        this.obligations = new ObligationAuthority(agencies, routing, notices.hub());
        this.registrar = new Registrar(routing, agencies);
        this.lifeCycle = new LifeCycle(routing.reopenings());
        this.addressing = new Addressing(routing, agencies);
        this.waiting = new Waiting(addressing, lifeCycle, notices, obligations, unknownDossierWait);
    }

    /** What becomes of one message. */
    sealed interface Decision {
        record Refuse(Problem problem) implements Decision {}

        record RepeatKnown(KnownMessage known) implements Decision {}

        record Take(Taken taken) implements Decision {}

        record RepeatTaken(Taken taken) implements Decision {}
    }

    Decision decide(Entry entry, Workspace workspace) {
        Decision decision = decideAlone(entry, workspace);
        if (decision instanceof Decision.Refuse refuse) {
            workspace.refused(entry);
            recordConflict(entry, refuse.problem(), workspace);
        }
        return decision;
    }

    private Decision decideAlone(Entry entry, Workspace workspace) {
        DossierMessage message = entry.candidate().message();
        if (workspace.predecessorRefused(entry)) {
            return refuse(Problem.of(ErrorCode.PREDECESSOR_REFUSED));
        }
        KnownMessage known = workspace.known.get(message.key());
        if (known != null) {
            return known.digest().equals(entry.candidate().digest())
                    ? new Decision.RepeatKnown(known)
                    : refuse(Problem.of(ErrorCode.KEY_CONFLICT));
        }
        Taken first = workspace.takenByKey.get(message.key());
        if (first != null) {
            return first.entry().candidate().digest().equals(entry.candidate().digest())
                    ? new Decision.RepeatTaken(first)
                    : refuse(Problem.of(ErrorCode.KEY_CONFLICT));
        }
        return fold(entry, message, workspace);
    }

    private Decision fold(Entry entry, DossierMessage message, Workspace workspace) {
        DossierState dossier = workspace.dossier(entry.subject());
        List<Correctable> places = addressing.placesToTake(message, dossier, workspace);
        if (places != null && places.isEmpty()) {
            return refuse(
                    Problem.at(ErrorCode.NOTHING_TO_CORRECT, "/corrects", "names no refused message of this dossier"));
        }
        if (places != null && !addressing.mayCorrect(entry.candidate().sender(), places)) {
            return refuse(Problem.at(ErrorCode.NOT_YOURS, "/corrects", "names a message of another agency"));
        }
        UUID exchangeId = UuidCreator.getTimeOrderedEpoch();
        if (message.data() instanceof Submitted submitted) {
            return submit(entry, exchangeId, submitted, dossier, places, workspace);
        }
        if (entry.noticeTo() != null) {
            Taken taken = workspace.take(entry, exchangeId, dossier, null, dossier.status());
            workspace.outgoing.add(new Outgoing(exchangeId, dossier, entry.noticeTo(), null, null));
            return new Decision.Take(taken);
        }
        if (!dossier.registered()) {
            return new Decision.Take(
                    waiting.hold(entry, exchangeId, dossier, HeldMessage.Reason.UNKNOWN_DOSSIER, workspace));
        }
        if (dossier.facts() == null) {
            return new Decision.Take(
                    waiting.hold(entry, exchangeId, dossier, HeldMessage.Reason.UNKNOWN_PROCEDURE, workspace));
        }
        Problem notTheirs = obligations.refusal(message, workspace.dues(dossier));
        if (notTheirs != null) {
            return refuse(notTheirs);
        }
        Dues dues = workspace.dues(dossier).after(exchangeId, message, obligations, workspace.now);
        Effect effect = Effect.of(message, Objects.requireNonNull(dossier.status()), dues, lifeCycle);
        return switch (effect) {
            case Effect.Conflicts conflicts -> refuse(conflicts.problem());
            case Effect.Moves moves -> {
                if (message.data() instanceof Progressed progressed) {
                    Problem taken = registrar.addAliases(progressed.aliases(), dossier, workspace);
                    if (taken != null) {
                        yield refuse(taken);
                    }
                }
                DossierStatus before = dossier.status();
                moves.apply(message, dossier);
                workspace.owes(dossier, dues);
                Taken taken = workspace.take(entry, exchangeId, dossier, moves.mark(), before);
                addressing.route(new Addressing.Sent(exchangeId, message, null), dossier, places, workspace);
                waiting.revoke(message, exchangeId, dossier, workspace);
                waiting.releaseMerged(dossier, workspace);
                yield new Decision.Take(taken);
            }
        };
    }

    private Decision submit(
            Entry entry,
            UUID exchangeId,
            Submitted submitted,
            DossierState dossier,
            @Nullable List<Correctable> places,
            Workspace workspace) {
        if (dossier.registered() && places == null) {
            return refuse(Problem.at(
                    ErrorCode.DOSSIER_EXISTS, "/subject", "was registered by exchange " + dossier.registeredBy()));
        }
        Registrar.Outcome outcome = registrar.registration(submitted);
        if (outcome instanceof Registrar.Outcome.No no) {
            return refuse(no.problem());
        }
        Problem aliasTaken = registrar.addAliases(submitted.aliases(), dossier, workspace);
        if (aliasTaken != null) {
            return refuse(aliasTaken);
        }
        DossierStatus before = dossier.status();
        dossier.register(exchangeId, ((Registrar.Outcome.Yes) outcome).registration());
        workspace.owes(
                dossier,
                workspace.dues(dossier).after(exchangeId, entry.candidate().message(), obligations, workspace.now));
        if (dossier.facts() == null) {
            return new Decision.Take(
                    waiting.hold(entry, exchangeId, dossier, HeldMessage.Reason.UNKNOWN_PROCEDURE, workspace));
        }
        Taken taken = workspace.take(entry, exchangeId, dossier, null, before);
        addressing.route(
                new Addressing.Sent(exchangeId, entry.candidate().message(), null), dossier, places, workspace);
        waiting.release(dossier, dossier, workspace);
        waiting.releaseMerged(dossier, workspace);
        return new Decision.Take(taken);
    }

    /** Looks again at messages that are held: their wait may be over, or {@code dossier} may be known by now. */
    void review(List<HeldMessage> held, DossierState dossier, Workspace workspace) {
        waiting.review(held, dossier, workspace);
    }

    private static void recordConflict(Entry entry, Problem problem, Workspace workspace) {
        DossierState dossier = workspace.dossierOrNull(entry.subject());
        workspace.remarks.add(LedgerEntry.ofDelivery(
                Kind.TURNED_AWAY,
                new Subject(null, dossier == null || dossier.isNew() ? null : dossier.id(), null, null),
                entry.candidate().sender().code().value(),
                problem.code().wire(),
                entry.candidate().message().id()));
    }

    private static Decision refuse(Problem problem) {
        return new Decision.Refuse(problem);
    }
}
