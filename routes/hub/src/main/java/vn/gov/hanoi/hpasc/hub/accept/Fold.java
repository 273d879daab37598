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
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.routing.DossierFacts;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/**
 * Folds messages onto the dossiers of a {@link Workspace}, one after the other: who is refused, who repeats what was
 * accepted, and for the rest what changes and who gets it. Touches no database.
 */
final class Fold {

    private final RoutingTable routing;
    private final Agencies agencies;
    private final Registrar registrar;
    private final LifeCycle lifeCycle;
    private final Notices notices;
    private final Duration unknownDossierWait;

    Fold(RoutingTable routing, Agencies agencies, Notices notices, Duration unknownDossierWait) {
        this.routing = routing;
        this.agencies = agencies;
        this.registrar = new Registrar(routing, agencies);
        this.lifeCycle = new LifeCycle(routing.reopenings());
        this.notices = notices;
        this.unknownDossierWait = unknownDossierWait;
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
        List<Correctable> places = placesToTake(message, dossier, workspace);
        if (places != null && places.isEmpty()) {
            return refuse(
                    Problem.at(ErrorCode.NOTHING_TO_CORRECT, "/corrects", "names no refused message of this dossier"));
        }
        UUID exchangeId = UuidCreator.getTimeOrderedEpoch();
        if (message.data() instanceof Submitted submitted) {
            return submit(entry, exchangeId, submitted, dossier, places, workspace);
        }
        if (entry.noticeTo() != null) {
            Taken taken = take(entry, exchangeId, dossier, null, dossier.status(), workspace);
            workspace.outgoing.add(new Outgoing(exchangeId, dossier, entry.noticeTo(), null));
            return new Decision.Take(taken);
        }
        if (!dossier.registered()) {
            return hold(entry, exchangeId, dossier, HeldMessage.Reason.UNKNOWN_DOSSIER, workspace);
        }
        if (dossier.facts() == null) {
            return hold(entry, exchangeId, dossier, HeldMessage.Reason.UNKNOWN_PROCEDURE, workspace);
        }
        Dues dues = workspace.dues(dossier).after(exchangeId, message, workspace.now);
        Effect effect = Effect.of(message, Objects.requireNonNull(dossier.status()), dues.hold(), lifeCycle);
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
                apply(message, moves, dossier);
                workspace.owes(dossier, dues);
                Taken taken = take(entry, exchangeId, dossier, moves.mark(), before, workspace);
                route(exchangeId, message, dossier, places, workspace);
                releaseMerged(dossier, workspace);
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
                workspace.dues(dossier).after(exchangeId, entry.candidate().message(), workspace.now));
        if (dossier.facts() == null) {
            return hold(entry, exchangeId, dossier, HeldMessage.Reason.UNKNOWN_PROCEDURE, workspace);
        }
        Taken taken = take(entry, exchangeId, dossier, null, before, workspace);
        route(exchangeId, entry.candidate().message(), dossier, places, workspace);
        release(dossier, dossier, workspace);
        releaseMerged(dossier, workspace);
        return new Decision.Take(taken);
    }

    /** The refused deliveries a correction may take the place of; null when the message corrects nothing. */
    private static @Nullable List<Correctable> placesToTake(
            DossierMessage message, DossierState dossier, Workspace workspace) {
        UUID corrected = message.corrects();
        if (corrected == null) {
            return null;
        }
        if (dossier.isNew()) {
            return List.of();
        }
        return workspace.correctable.getOrDefault(corrected, List.of()).stream()
                .filter(place -> place.line().dossierId() == dossier.id())
                .filter(place -> !workspace.corrected.contains(place.deliveryId()))
                .toList();
    }

    private Taken take(
            Entry entry,
            UUID exchangeId,
            DossierState dossier,
            @Nullable String mark,
            @Nullable DossierStatus before,
            Workspace workspace) {
        Taken taken = new Taken(entry, exchangeId, dossier, dossier.nextPosition(), mark, before, dossier.status());
        workspace.taken.add(taken);
        workspace.takenByKey.put(entry.candidate().message().key(), taken);
        workspace.touched.add(dossier);
        return taken;
    }

    private Decision hold(
            Entry entry, UUID exchangeId, DossierState dossier, HeldMessage.Reason reason, Workspace workspace) {
        Taken taken = take(entry, exchangeId, dossier, "held", dossier.status(), workspace);
        HeldMessage held = new HeldMessage(
                exchangeId,
                entry.candidate().message(),
                taken.position(),
                reason,
                reason == HeldMessage.Reason.UNKNOWN_DOSSIER ? workspace.now.plus(unknownDossierWait) : null);
        workspace.toHold.add(held);
        workspace.heldUnder.put(exchangeId, dossier);
        workspace.heldOf(dossier).add(held);
        return new Decision.Take(taken);
    }

    private static void apply(DossierMessage message, Effect.Moves moves, DossierState dossier) {
        dossier.move(moves.after());
        if ("late".equals(moves.mark())) {
            return;
        }
        if (message.data() instanceof Progressed progressed) {
            dossier.due(progressed.dueAt());
        } else if (message.data() instanceof Supplemented supplemented) {
            dossier.due(supplemented.dueAt());
        }
    }

    private void route(
            UUID exchangeId,
            DossierMessage message,
            DossierState dossier,
            @Nullable List<Correctable> places,
            Workspace workspace) {
        DossierFacts facts = Objects.requireNonNull(dossier.facts());
        for (String destination :
                routing.destinations(message.type(), facts, message.source().agency())) {
            Correctable parked = places == null
                    ? null
                    : places.stream()
                            .filter(place -> place.line().destination().equals(destination)
                                    && place.state() == DeliveryState.PARKED)
                            .findFirst()
                            .orElse(null);
            if (message.type() == MessageType.WITHDRAWN && passesParked(destination)) {
                workspace.withdrawals.add(new Workspace.Withdrawal(dossier, destination));
            }
            workspace.outgoing.add(new Outgoing(exchangeId, dossier, destination, parked));
        }
        if (places != null) {
            places.forEach(place -> workspace.corrected.add(place.deliveryId()));
        }
    }

    private boolean passesParked(String destination) {
        return agencies.byDestination(destination)
                .map(Agency::withdrawnPassesParked)
                .orElse(false);
    }

    private void releaseMerged(DossierState dossier, Workspace workspace) {
        List.copyOf(workspace.dossiers.values()).stream()
                .filter(other -> dossier.code().equals(other.mergedInto()))
                .distinct()
                .forEach(other -> release(other, dossier, workspace));
        workspace.dossiers.replaceAll((code, state) -> dossier.code().equals(state.mergedInto()) ? dossier : state);
    }

    /** Lets the messages that were held under {@code holder} go on, as messages of {@code dossier}. */
    private void release(DossierState holder, DossierState dossier, Workspace workspace) {
        List<HeldMessage> held = List.copyOf(workspace.heldOf(holder));
        workspace.heldOf(holder).clear();
        goOn(held, dossier, workspace);
    }

    private void goOn(List<HeldMessage> held, DossierState dossier, Workspace workspace) {
        for (HeldMessage message : held) {
            workspace.noLongerHeld.add(message.exchangeId());
            DossierStatus now = Objects.requireNonNull(dossier.status());
            boolean submission = message.message().data() instanceof Submitted;
            Dues dues = submission
                    ? workspace.dues(dossier) // it was told what it owes when it was registered
                    : workspace.dues(dossier).after(message.exchangeId(), message.message(), workspace.now);
            Effect effect = submission
                    ? new Effect.Moves(now, null)
                    : Effect.of(message.message(), now, dues.hold(), lifeCycle);
            switch (effect) {
                case Effect.Moves moves -> {
                    workspace.owes(dossier, dues);
                    sendOn(message, dossier, moves, workspace);
                }
                case Effect.Conflicts conflicts -> expire(message, dossier, conflicts.problem(), workspace);
            }
        }
    }

    /** Looks again at messages that are held: their wait may be over, or {@code dossier} may be known by now. */
    void review(List<HeldMessage> held, DossierState dossier, Workspace workspace) {
        if (dossier.facts() != null) {
            goOn(held, dossier, workspace);
            return;
        }
        held.stream()
                .filter(message ->
                        message.deadline() != null && !message.deadline().isAfter(workspace.now))
                .forEach(message -> expire(message, dossier, Problem.of(ErrorCode.UNKNOWN_DOSSIER), workspace));
    }

    private void sendOn(HeldMessage held, DossierState dossier, Effect.Moves moves, Workspace workspace) {
        DossierStatus before = dossier.status();
        apply(held.message(), moves, dossier);
        workspace.touched.add(dossier);
        int from = workspace.outgoing.size();
        route(held.exchangeId(), held.message(), dossier, null, workspace);
        workspace.remarks.add(new LedgerEntry(
                Kind.RELEASED,
                subject(held.exchangeId(), dossier),
                workspace.outgoing.subList(from, workspace.outgoing.size()).stream()
                        .map(Outgoing::destination)
                        .toList(),
                before,
                dossier.status(),
                "hub",
                null,
                moves.mark(),
                null));
    }

    /** Ends the wait of a held message without delivering it, and tells its sender. */
    private void expire(HeldMessage held, DossierState dossier, Problem problem, Workspace workspace) {
        workspace.noLongerHeld.add(held.exchangeId());
        workspace.remarks.add(LedgerEntry.ofDelivery(
                Kind.EXPIRED,
                subject(held.exchangeId(), dossier),
                "hub",
                problem.code().wire(),
                null));
        Entry notice = notices.refused(held.message(), held.exchangeId(), dossier.code(), problem);
        if (notice != null) {
            decide(notice, workspace);
        }
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

    private static Subject subject(UUID exchangeId, DossierState dossier) {
        return new Subject(exchangeId, dossier.isNew() ? null : dossier.id(), null, null);
    }

    private static Decision refuse(Problem problem) {
        return new Decision.Refuse(problem);
    }
}
