package vn.gov.hanoi.hpasc.hub.accept;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationAuthority;

/** Holds messages that cannot go on yet, and lets them go on, or refuses them, when their wait is over. Touches no database. */
final class Waiting {

    private final Registrar registrar;
    private final Addressing addressing;
    private final LifeCycle lifeCycle;
    private final Standing standing;
    private final Agencies agencies;
    private final Notices notices;
    private final ObligationAuthority obligations;
    private final Duration unknownDossierWait;

    Waiting(
            Registrar registrar,
            Addressing addressing,
            LifeCycle lifeCycle,
            Standing standing,
            Agencies agencies,
            Notices notices,
            ObligationAuthority obligations,
            Duration unknownDossierWait) {
        this.registrar = registrar;
        this.addressing = addressing;
        this.lifeCycle = lifeCycle;
        this.standing = standing;
        this.agencies = agencies;
        this.notices = notices;
        this.obligations = obligations;
        this.unknownDossierWait = unknownDossierWait;
    }

    /** Takes a message that has to wait. */
    Taken hold(Entry entry, UUID exchangeId, DossierState dossier, HeldMessage.Reason reason, Workspace workspace) {
        return hold(entry, exchangeId, dossier, reason, false, workspace);
    }

    /**
     * Takes a message whose dossier is not there, or not its sender's, and lets it wait apart from any dossier.
     *
     * @param judged whether the dossier is there
     */
    Taken holdApart(Entry entry, boolean judged, Workspace workspace) {
        DossierState place = workspace.waitingPlace(
                entry.subject(), entry.candidate().sender().code());
        UUID exchangeId = UuidCreator.getTimeOrderedEpoch();
        return hold(entry, exchangeId, place, HeldMessage.Reason.UNKNOWN_DOSSIER, judged, workspace);
    }

    private Taken hold(
            Entry entry,
            UUID exchangeId,
            DossierState row,
            HeldMessage.Reason reason,
            boolean judged,
            Workspace workspace) {
        Taken taken = workspace.take(entry, exchangeId, row, "held", row.status());
        HeldMessage held = new HeldMessage(
                exchangeId,
                entry.candidate().message(),
                taken.position(),
                reason,
                reason == HeldMessage.Reason.UNKNOWN_DOSSIER ? workspace.now.plus(unknownDossierWait) : null,
                entry.candidate().sender().code(),
                entry.candidate().protocol(),
                judged);
        workspace.toHold.add(held);
        workspace.heldUnder.put(exchangeId, row);
        workspace.heldOf(row).add(held);
        return taken;
    }

    /** The handling agency asks others to take part; said by anyone else, it changes nothing. */
    void invite(DossierMessage message, Agency sender, DossierState dossier, Workspace workspace) {
        List<AgencyCode> invited = Reading.participants(message.data());
        if (!invited.isEmpty() && standing.handles(sender, dossier, workspace)) {
            dossier.invite(invited.stream()
                    .map(code -> agencies.byCode(code).map(Agency::code).orElse(code))
                    .toList());
            workspace.touched.add(dossier);
        }
    }

    /**
     * Lets the messages go on that wait under {@code dossier}, or apart from it by senders who have a relation to it by now,
     * in the order of their acceptance. What goes on may bring participants and names, whose messages wait too.
     */
    void releaseRelated(DossierState dossier, Workspace workspace) {
        if (dossier.facts() == null) {
            return; // nobody handles it yet: whoever does must be known before anything goes on
        }
        List<HeldMessage> next = releasable(dossier, workspace);
        while (!next.isEmpty()) {
            goOn(next, dossier, workspace);
            next = releasable(dossier, workspace);
        }
        workspace.waitingPlaces().stream()
                .filter(place -> names(place, dossier, workspace))
                .forEach(place -> judge(place, dossier, workspace));
    }

    private List<HeldMessage> releasable(DossierState dossier, Workspace workspace) {
        List<List<HeldMessage>> rows = new ArrayList<>();
        rows.add(workspace.takeHeld(dossier));
        for (DossierState place : workspace.waitingPlaces()) {
            if (names(place, dossier, workspace) && meant(place, workspace) == dossier && related(place, workspace)) {
                workspace.merge(place, dossier);
                rows.add(workspace.takeHeld(place));
            }
        }
        return HeldMessage.inOrder(rows);
    }

    /** Notes of what waits in {@code place} that its dossier is there and not its sender's. */
    private void judge(DossierState place, DossierState dossier, Workspace workspace) {
        DossierState meant = meant(place, workspace);
        if (meant == null || meant == dossier) {
            workspace.heldOf(place).stream().filter(held -> !held.judged()).forEach(workspace::judge);
        }
    }

    private @Nullable DossierState meant(DossierState place, Workspace workspace) {
        return sender(Objects.requireNonNull(place.heldFor()))
                .map(sender -> standing.registered(place.code(), sender, workspace))
                .orElse(null);
    }

    /** Whether the agency for which {@code place} is has a relation to the dossier that it means. */
    private boolean related(DossierState place, Workspace workspace) {
        DossierState meant = meant(place, workspace);
        return meant != null
                && sender(Objects.requireNonNull(place.heldFor()))
                        .filter(sender -> standing.related(sender, meant, workspace))
                        .isPresent();
    }

    /** An agency, or the hub itself: its word about payments waits like any other's. */
    private Optional<Agency> sender(AgencyCode code) {
        return code.equals(notices.hub()) ? Optional.of(notices.self()) : agencies.byCode(code);
    }

    private static boolean names(DossierState place, DossierState dossier, Workspace workspace) {
        return place.code().equals(dossier.code())
                || workspace.aliased(place.code()).stream().anyMatch(named -> named.dossier() == dossier);
    }

    private void goOn(List<HeldMessage> held, DossierState dossier, Workspace workspace) {
        for (HeldMessage message : held) {
            workspace.noLongerHeld.add(message.exchangeId());
            if (message.message().data() instanceof Submitted) {
                // it was told what it owes when it was registered
                Effect.Moves stays = new Effect.Moves(Objects.requireNonNull(dossier.status()), null);
                sendOn(message, dossier, stays, workspace);
            } else if (mayGoOn(message, dossier, workspace)) {
                move(message, dossier, workspace);
            } else {
                expire(message, dossier, notAllowed(), workspace);
            }
        }
    }

    private boolean mayGoOn(HeldMessage held, DossierState dossier, Workspace workspace) {
        return sender(held.sender())
                .map(sender -> standing.allows(sender, held.message(), dossier, workspace))
                .orElse(false);
    }

    private void move(HeldMessage message, DossierState dossier, Workspace workspace) {
        AgencyCode handling = Objects.requireNonNull(dossier.facts()).handlingAgency();
        Problem notTheirs = obligations.refusal(message.message(), workspace.dues(dossier), handling);
        if (notTheirs != null) {
            expire(message, dossier, notTheirs, workspace);
            return;
        }
        DossierStatus now = Objects.requireNonNull(dossier.status());
        Dues dues = workspace.dues(dossier).after(message.exchangeId(), message.message(), obligations, workspace.now);
        Effect.Wait wait = new Effect.Wait(dues, obligations.endsWait(message.message(), dues, handling));
        switch (Effect.of(message.message(), now, wait, lifeCycle)) {
            case Effect.Moves moves -> {
                Problem aliasTaken = addAliases(message, dossier, workspace);
                if (aliasTaken != null) {
                    expire(message, dossier, aliasTaken, workspace);
                    return;
                }
                workspace.owes(dossier, dues);
                sender(message.sender()).ifPresent(sender -> invite(message.message(), sender, dossier, workspace));
                sendOn(message, dossier, moves, workspace);
                revoke(message.message(), message.exchangeId(), dossier, workspace);
            }
            case Effect.Conflicts conflicts -> expire(message, dossier, conflicts.problem(), workspace);
        }
    }

    private @Nullable Problem addAliases(HeldMessage held, DossierState dossier, Workspace workspace) {
        if (!(held.message().data() instanceof Progressed progressed)) {
            return null;
        }
        return sender(held.sender())
                .map(sender -> registrar.addAliases(progressed.aliases(), sender, dossier, workspace))
                .orElse(null);
    }

    /** What a sender is told whose relations to the dossier do not cover its message. */
    static Problem notAllowed() {
        return Problem.at(
                ErrorCode.NOT_YOURS,
                "/type",
                "the agency's relations to this dossier do not let it send this type of message");
    }

    /** Looks again at messages held under {@code row}: their wait may be over, or the dossier may be known by now. */
    void review(DossierState row, Workspace workspace) {
        if (row.facts() != null) {
            releaseRelated(row, workspace);
            return;
        }
        List<HeldMessage> over = workspace.heldOf(row).stream()
                .filter(message ->
                        message.deadline() != null && !message.deadline().isAfter(workspace.now))
                .filter(message -> !workspace.noLongerHeld.contains(message.exchangeId()))
                .toList();
        if (row.heldFor() != null && related(row, workspace)) {
            // the dossier is there and the sender's, only nobody handles it yet
            over.forEach(message -> workspace.withoutDeadline.add(message.exchangeId()));
        } else {
            over.forEach(message -> expire(message, row, Problem.of(ErrorCode.UNKNOWN_DOSSIER), workspace));
        }
    }

    private void sendOn(HeldMessage held, DossierState dossier, Effect.Moves moves, Workspace workspace) {
        DossierStatus before = dossier.status();
        moves.apply(held.message(), dossier);
        workspace.touched.add(dossier);
        int from = workspace.outgoing.size();
        List<Correctable> places = addressing.placesToTake(held.message(), dossier, workspace);
        addressing.route(
                new Addressing.Sent(held.exchangeId(), held.message(), moves.mark()), dossier, places, workspace);
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
        if (problem.code() == ErrorCode.NOT_YOURS) {
            workspace.refusedAuthority.add(held);
        }
        workspace.remarks.add(LedgerEntry.ofDelivery(
                Kind.EXPIRED,
                subject(held.exchangeId(), dossier),
                "hub",
                problem.code().wire(),
                null));
        Entry notice = notices.refused(held.message(), held.exchangeId(), dossier.code(), problem);
        if (notice != null) {
            tell(notice, dossier, workspace);
        }
    }

    /**
     * Has what a withdrawn dossier still owes taken back: the withdrawal does not cancel it. Asked in the withdrawal's own
     * transaction, so that there is no withdrawal without it and none is asked for twice.
     */
    void revoke(DossierMessage withdrawal, UUID exchangeId, DossierState dossier, Workspace workspace) {
        if (withdrawal.type() != MessageType.WITHDRAWN || dossier.status() != DossierStatus.WITHDRAWN) {
            return;
        }
        for (Obligation owed : workspace.dues(dossier).toRevoke()) {
            Entry request = notices.revocation(exchangeId, dossier.code(), owed);
            DossierMessage message = request.candidate().message();
            UUID requestId = UuidCreator.getTimeOrderedEpoch();
            workspace.owes(dossier, workspace.dues(dossier).after(requestId, message, obligations, workspace.now));
            workspace.take(request, requestId, dossier, null, dossier.status());
            addressing.route(new Addressing.Sent(requestId, message, null), dossier, null, workspace);
        }
    }

    /** Takes a notice of the hub itself, once, in the line of {@code dossier} or of a place where messages wait. */
    private static void tell(Entry notice, DossierState dossier, Workspace workspace) {
        MessageKey key = notice.candidate().message().key();
        if (workspace.known.containsKey(key) || workspace.takenByKey.containsKey(key)) {
            return;
        }
        UUID exchangeId = UuidCreator.getTimeOrderedEpoch();
        workspace.take(notice, exchangeId, dossier, null, dossier.status());
        workspace.outgoing.add(
                new Outgoing(exchangeId, dossier, Objects.requireNonNull(notice.noticeTo()), null, null));
    }

    private static Subject subject(UUID exchangeId, DossierState dossier) {
        return new Subject(exchangeId, dossier.isNew() ? null : dossier.id(), null, null);
    }
}
