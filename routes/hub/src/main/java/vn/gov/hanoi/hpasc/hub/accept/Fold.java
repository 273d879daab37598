package vn.gov.hanoi.hpasc.hub.accept;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState.Registration;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
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

    private static final Duration COME_BACK = Duration.ofMinutes(10);

    /** Each message about a dossier reads what waits for it: a sender must not make that grow without end. */
    private static final int MOST_IN_A_PLACE = 500;

    private final Registrar registrar;
    private final LifeCycle lifeCycle;
    private final Addressing addressing;
    private final Standing standing;
    private final Waiting waiting;
    private final ObligationAuthority obligations;

    Fold(
            RoutingTable routing,
            Agencies agencies,
            AuthorityPolicy authority,
            Notices notices,
            Duration unknownDossierWait) {
        this.obligations = new ObligationAuthority(agencies, routing, notices.hub());
        this.registrar = new Registrar(routing, agencies, authority);
        this.lifeCycle = new LifeCycle(routing.reopenings());
        this.addressing = new Addressing(routing, agencies);
        this.standing = new Standing(authority);
        this.waiting = new Waiting(
                registrar, addressing, lifeCycle, standing, agencies, notices, obligations, unknownDossierWait);
    }

    /** Which dossier a sender means, and its standing towards it. */
    Standing standing() {
        return standing;
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
            workspace.refused(entry, names(entry, workspace));
            recordConflict(entry, refuse.problem(), workspace);
        }
        return decision;
    }

    private Decision decideAlone(Entry entry, Workspace workspace) {
        DossierMessage message = entry.candidate().message();
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
        // asked after the key: what was accepted keeps its receipt, whatever was refused since
        return entry.submission().predecessors() && workspace.predecessorRefused(entry, names(entry, workspace))
                ? refuse(Problem.of(ErrorCode.PREDECESSOR_REFUSED))
                : fold(entry, message, workspace);
    }

    /** What the message calls its dossier, and that dossier's own code. */
    private Set<String> names(Entry entry, Workspace workspace) {
        DossierState dossier =
                standing.registered(entry.subject(), entry.candidate().sender(), workspace);
        return dossier == null ? Set.of(entry.subject()) : Set.copyOf(List.of(entry.subject(), dossier.code()));
    }

    private Decision fold(Entry entry, DossierMessage message, Workspace workspace) {
        if (entry.noticeTo() != null) {
            return notice(entry, entry.noticeTo(), workspace);
        }
        Agency sender = entry.candidate().sender();
        DossierState dossier = standing.registered(entry.subject(), sender, workspace);
        if (message.data() instanceof Submitted submitted) {
            return submit(entry, submitted, dossier, workspace);
        }
        if (dossier == null || !standing.related(sender, dossier, workspace)) {
            boolean there =
                    dossier != null || !workspace.aliased(entry.subject()).isEmpty();
            return unrelated(entry, there, workspace);
        }
        waiting.releaseRelated(dossier, workspace);
        List<Correctable> places = addressing.placesToTake(message, dossier, workspace);
        if (places != null) {
            Problem problem = uncorrectable(sender, places);
            if (problem != null) {
                return refuse(problem);
            }
        }
        UUID exchangeId = UuidCreator.getTimeOrderedEpoch();
        if (dossier.facts() == null) {
            return mayHold(sender, workspace)
                    ? new Decision.Take(
                            waiting.hold(entry, exchangeId, dossier, HeldMessage.Reason.UNKNOWN_PROCEDURE, workspace))
                    : refuse(tooMuchHeld());
        }
        if (!standing.allows(sender, message, dossier, workspace)) {
            return refuse(Waiting.notAllowed());
        }
        return move(entry, exchangeId, dossier, places, workspace);
    }

    private static Decision notice(Entry entry, String destination, Workspace workspace) {
        DossierState dossier = workspace.dossier(entry.subject());
        UUID exchangeId = UuidCreator.getTimeOrderedEpoch();
        Taken taken = workspace.take(entry, exchangeId, dossier, null, dossier.status());
        workspace.outgoing.add(new Outgoing(exchangeId, dossier, destination, null, null));
        return new Decision.Take(taken);
    }

    /**
     * Answers a sender without a relation to the dossier as if the dossier were not there: its message waits, apart from the
     * dossier, and is refused when the wait is over.
     */
    private Decision unrelated(Entry entry, boolean judged, Workspace workspace) {
        if (entry.candidate().message().corrects() != null) {
            return refuse(nothingToCorrect());
        }
        Agency sender = entry.candidate().sender();
        DossierState place = workspace.waitingPlace(entry.subject(), sender.code());
        return workspace.heldOf(place).size() < MOST_IN_A_PLACE && mayHold(sender, workspace)
                ? new Decision.Take(waiting.holdApart(entry, judged, workspace))
                : refuse(tooMuchHeld());
    }

    /** Counts one more message of {@code sender} that waits; false when it has too many. The hub's own always may. */
    private static boolean mayHold(Agency sender, Workspace workspace) {
        return workspace.oneMoreHeld(sender.code(), sender.limits().held());
    }

    private static Problem tooMuchHeld() {
        return Problem.of(ErrorCode.TOO_MANY_REQUESTS).retryAfter(COME_BACK);
    }

    private @Nullable Problem uncorrectable(Agency sender, List<Correctable> places) {
        if (places.isEmpty()) {
            return nothingToCorrect();
        }
        return addressing.mayCorrect(sender, places)
                ? null
                : Problem.at(ErrorCode.NOT_YOURS, "/corrects", "names a message of another agency");
    }

    /**
     * Why a {@code submitted} may not take the place of what it corrects: it would lay down anew who handles the dossier, so
     * its sender must have that right in the dossier as it stands, whatever the message says, and correct a submission.
     */
    private @Nullable Problem notCorrectableBySubmission(
            Entry entry, DossierState dossier, List<Correctable> places, Workspace workspace) {
        Candidate candidate = entry.candidate();
        if (!standing.allows(candidate.sender(), candidate.message(), dossier, workspace)) {
            return Waiting.notAllowed();
        }
        return places.stream().allMatch(place -> place.type().equals(MessageType.SUBMITTED.wire()))
                ? null
                : Problem.at(ErrorCode.NOTHING_TO_CORRECT, "/corrects", "names a message that is not a submission");
    }

    private static Problem nothingToCorrect() {
        return Problem.at(ErrorCode.NOTHING_TO_CORRECT, "/corrects", "names no refused message of this dossier");
    }

    private Decision move(
            Entry entry,
            UUID exchangeId,
            DossierState dossier,
            @Nullable List<Correctable> places,
            Workspace workspace) {
        DossierMessage message = entry.candidate().message();
        AgencyCode handling = Objects.requireNonNull(dossier.facts()).handlingAgency();
        Problem notTheirs = obligations.refusal(message, workspace.dues(dossier), handling);
        if (notTheirs != null) {
            return refuse(notTheirs);
        }
        Dues dues = workspace.dues(dossier).after(exchangeId, message, obligations, workspace.now);
        Effect.Wait wait = new Effect.Wait(dues, obligations.endsWait(message, dues, handling));
        Effect effect = Effect.of(message, Objects.requireNonNull(dossier.status()), wait, lifeCycle);
        return switch (effect) {
            case Effect.Conflicts conflicts -> refuse(conflicts.problem());
            case Effect.Moves moves -> {
                if (message.data() instanceof Progressed progressed) {
                    Problem taken = registrar.addAliases(
                            progressed.aliases(), entry.candidate().sender(), dossier, workspace);
                    if (taken != null) {
                        yield refuse(taken);
                    }
                }
                DossierStatus before = dossier.status();
                moves.apply(message, dossier);
                workspace.owes(dossier, dues);
                waiting.invite(message, entry.candidate().sender(), dossier, workspace);
                Taken taken = workspace.take(entry, exchangeId, dossier, moves.mark(), before);
                addressing.route(new Addressing.Sent(exchangeId, message, null), dossier, places, workspace);
                waiting.revoke(message, exchangeId, dossier, workspace);
                waiting.releaseRelated(dossier, workspace);
                yield new Decision.Take(taken);
            }
        };
    }

    private Decision submit(Entry entry, Submitted submitted, @Nullable DossierState named, Workspace workspace) {
        Agency sender = entry.candidate().sender();
        DossierMessage message = entry.candidate().message();
        List<Correctable> places = null;
        if (message.corrects() != null) {
            places = named != null && standing.related(sender, named, workspace)
                    ? addressing.placesToTake(message, named, workspace)
                    : List.of();
            Problem problem = uncorrectable(sender, Objects.requireNonNull(places));
            if (problem == null) {
                problem = notCorrectableBySubmission(entry, Objects.requireNonNull(named), places, workspace);
            }
            if (problem != null) {
                return refuse(problem);
            }
        }
        String code = named != null && places != null ? named.code() : entry.subject();
        Registrar.Outcome outcome = registrar.registration(submitted);
        if (outcome instanceof Registrar.Outcome.No no) {
            return refuse(no.problem());
        }
        Registration registration = ((Registrar.Outcome.Yes) outcome).registration();
        Problem problem = registrar.refusal(entry, code, registration);
        if (problem != null) {
            return refuse(problem);
        }
        if (named != null && places == null) {
            return refuse(Problem.at(
                    ErrorCode.DOSSIER_EXISTS, "/subject", "was registered by exchange " + named.registeredBy()));
        }
        DossierState dossier = workspace.dossier(code);
        Problem aliasTaken = registrar.addAliases(submitted.aliases(), sender, dossier, workspace);
        if (aliasTaken != null) {
            return refuse(aliasTaken);
        }
        return register(entry, registration, dossier, places, workspace);
    }

    private Decision register(
            Entry entry,
            Registration registration,
            DossierState dossier,
            @Nullable List<Correctable> places,
            Workspace workspace) {
        DossierMessage message = entry.candidate().message();
        UUID exchangeId = UuidCreator.getTimeOrderedEpoch();
        DossierStatus before = dossier.status();
        dossier.register(exchangeId, entry.candidate().sender().code(), registration);
        workspace.owes(dossier, workspace.dues(dossier).after(exchangeId, message, obligations, workspace.now));
        if (dossier.facts() == null) {
            return new Decision.Take(
                    waiting.hold(entry, exchangeId, dossier, HeldMessage.Reason.UNKNOWN_PROCEDURE, workspace));
        }
        Taken taken = workspace.take(entry, exchangeId, dossier, null, before);
        addressing.route(new Addressing.Sent(exchangeId, message, null), dossier, places, workspace);
        waiting.releaseRelated(dossier, workspace);
        return new Decision.Take(taken);
    }

    /** Looks again at all messages that are held: their wait may be over, or their dossiers may be known by now. */
    void review(Collection<DossierState> dossiers, Workspace workspace) {
        for (DossierState dossier : dossiers) {
            waiting.review(dossier, workspace);
            if (dossier.registered()) {
                waiting.releaseRelated(dossier, workspace);
            }
        }
        workspace.waitingPlaces().forEach(place -> waiting.review(place, workspace));
    }

    private void recordConflict(Entry entry, Problem problem, Workspace workspace) {
        DossierState dossier =
                standing.registered(entry.subject(), entry.candidate().sender(), workspace);
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
