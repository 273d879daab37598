package vn.gov.hanoi.hpasc.hub.accept;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationAuthority;

/** Holds messages that cannot go on yet, and lets them go on, or refuses them, when their wait is over. Touches no database. */
final class Waiting {

    private final Addressing addressing;
    private final LifeCycle lifeCycle;
    private final Notices notices;
    private final ObligationAuthority obligations;
    private final Duration unknownDossierWait;

    Waiting(
            Addressing addressing,
            LifeCycle lifeCycle,
            Notices notices,
            ObligationAuthority obligations,
            Duration unknownDossierWait) {
        this.addressing = addressing;
        this.lifeCycle = lifeCycle;
        this.notices = notices;
        this.obligations = obligations;
        this.unknownDossierWait = unknownDossierWait;
    }

    /** Takes a message that has to wait. */
    Taken hold(Entry entry, UUID exchangeId, DossierState dossier, HeldMessage.Reason reason, Workspace workspace) {
        Taken taken = workspace.take(entry, exchangeId, dossier, "held", dossier.status());
        HeldMessage held = new HeldMessage(
                exchangeId,
                entry.candidate().message(),
                taken.position(),
                reason,
                reason == HeldMessage.Reason.UNKNOWN_DOSSIER ? workspace.now.plus(unknownDossierWait) : null);
        workspace.toHold.add(held);
        workspace.heldUnder.put(exchangeId, dossier);
        workspace.heldOf(dossier).add(held);
        return taken;
    }

    /** Lets the messages go on that came under other codes of {@code dossier}. */
    void releaseMerged(DossierState dossier, Workspace workspace) {
        List.copyOf(workspace.dossiers.values()).stream()
                .filter(other -> dossier.code().equals(other.mergedInto()))
                .distinct()
                .forEach(other -> release(other, dossier, workspace));
        workspace.dossiers.replaceAll((code, state) -> dossier.code().equals(state.mergedInto()) ? dossier : state);
    }

    /** Lets the messages that were held under {@code holder} go on, as messages of {@code dossier}. */
    void release(DossierState holder, DossierState dossier, Workspace workspace) {
        List<HeldMessage> held = List.copyOf(workspace.heldOf(holder));
        workspace.heldOf(holder).clear();
        goOn(held, dossier, workspace);
    }

    private void goOn(List<HeldMessage> held, DossierState dossier, Workspace workspace) {
        for (HeldMessage message : held) {
            workspace.noLongerHeld.add(message.exchangeId());
            DossierStatus now = Objects.requireNonNull(dossier.status());
            Problem notTheirs = obligations.refusal(message.message(), workspace.dues(dossier));
            if (notTheirs != null) {
                expire(message, dossier, notTheirs, workspace);
                continue;
            }
            boolean submission = message.message().data() instanceof Submitted;
            Dues dues = submission
                    ? workspace.dues(dossier) // it was told what it owes when it was registered
                    : workspace
                            .dues(dossier)
                            .after(message.exchangeId(), message.message(), obligations, workspace.now);
            Effect effect =
                    submission ? new Effect.Moves(now, null) : Effect.of(message.message(), now, dues, lifeCycle);
            switch (effect) {
                case Effect.Moves moves -> {
                    workspace.owes(dossier, dues);
                    sendOn(message, dossier, moves, workspace);
                    revoke(message.message(), message.exchangeId(), dossier, workspace);
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
        workspace.remarks.add(LedgerEntry.ofDelivery(
                Kind.EXPIRED,
                subject(held.exchangeId(), dossier),
                "hub",
                problem.code().wire(),
                null));
        Entry notice = notices.refused(held.message(), held.exchangeId(), dossier.code(), problem);
        if (notice != null) {
            tell(notice, workspace);
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

    /** Takes a notice of the hub itself, once. */
    void tell(Entry notice, Workspace workspace) {
        MessageKey key = notice.candidate().message().key();
        if (workspace.known.containsKey(key) || workspace.takenByKey.containsKey(key)) {
            return;
        }
        DossierState dossier = workspace.dossier(notice.subject());
        UUID exchangeId = UuidCreator.getTimeOrderedEpoch();
        workspace.take(notice, exchangeId, dossier, null, dossier.status());
        workspace.outgoing.add(
                new Outgoing(exchangeId, dossier, Objects.requireNonNull(notice.noticeTo()), null, null));
    }

    private static Subject subject(UUID exchangeId, DossierState dossier) {
        return new Subject(exchangeId, dossier.isNew() ? null : dossier.id(), null, null);
    }
}
