package vn.gov.hanoi.hpasc.hub.payment.obligation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Fee;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.PaymentRefunded;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.RevocationDecision;
import vn.gov.hanoi.hpasc.dossier.RevocationRequested;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Withdrawn;
import vn.gov.hanoi.hpasc.hub.payment.obligation.MoneyEntry.Kind;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation.Origin;

/**
 * All that one dossier owes and what was paid of it, and what a message makes of that. Pure: messages are folded onto it,
 * in the order of acceptance, by {@link #after}.
 */
public final class Dues {

    public static final Dues NONE = new Dues(Map.of(), Map.of(), List.of(), Set.of(), List.of());

    private final Map<String, Obligation> obligations;
    private final Map<String, Revocation> revocations;
    private final List<MoneyEntry> entries;
    private final Set<String> changed;
    private final List<MoneyEntry> added;

    private Dues(
            Map<String, Obligation> obligations,
            Map<String, Revocation> revocations,
            List<MoneyEntry> entries,
            Set<String> changed,
            List<MoneyEntry> added) {
        this.obligations = obligations;
        this.revocations = revocations;
        this.entries = entries;
        this.changed = changed;
        this.added = added;
    }

    static Dues stored(List<Obligation> obligations, List<Revocation> revocations, List<MoneyEntry> entries) {
        Map<String, Obligation> byId = new LinkedHashMap<>();
        obligations.forEach(obligation -> byId.put(obligation.id(), obligation));
        Map<String, Revocation> revoked = new LinkedHashMap<>();
        revocations.forEach(revocation -> revoked.put(revocation.obligationId(), revocation));
        return new Dues(byId, revoked, List.copyOf(entries), Set.of(), List.of());
    }

    /** Whether {@link #after} can make anything of a message. */
    public static boolean concerns(DossierMessage message) {
        return switch (message.data()) {
            case ObligationRaised raised -> true;
            case PaymentConfirmed confirmed -> true;
            case PaymentRefunded refunded -> true;
            case Submitted submitted -> submitted.fees() != null;
            case Withdrawn withdrawn -> true;
            case RevocationRequested requested -> true;
            case Revoked revoked -> true;
            case Progressed progressed -> progressed.status() == DossierStatus.OBLIGATION_REQUESTED;
            default -> false;
        };
    }

    /**
     * What is owed after {@code message}, which {@code authority} does not refuse; the same object when it says nothing of
     * money.
     */
    public Dues after(UUID exchangeId, DossierMessage message, ObligationAuthority authority, Instant acceptedAt) {
        AgencyCode sender = authority.sender(message);
        return switch (message.data()) {
            case ObligationRaised raised -> with(obligation(raised, sender, exchangeId, acceptedAt), authority);
            case PaymentConfirmed paid ->
                with(
                        new MoneyEntry(
                                exchangeId,
                                sender,
                                paid.obligationId(),
                                Kind.CONFIRMED,
                                paid.amount().amount(),
                                paid.paidAt(),
                                paid.gateway(),
                                paid.transaction(),
                                paid.receipt(),
                                true),
                        authority);
            case PaymentRefunded back ->
                with(
                        new MoneyEntry(
                                exchangeId,
                                sender,
                                back.obligationId(),
                                Kind.REFUNDED,
                                back.amount().amount(),
                                back.refundedAt(),
                                back.gateway(),
                                back.transaction(),
                                null,
                                true),
                        authority);
            case Submitted submitted ->
                withFees(submitted.fees(), exchangeId, new Raised(sender, acceptedAt), authority);
            case RevocationRequested requested -> asked(requested, sender, exchangeId, acceptedAt);
            case Revoked revoked -> answered(revoked, sender, exchangeId, acceptedAt);
            default -> this;
        };
    }

    /** Asked once: what is open stays as it is, and what was revoked is over. */
    private Dues asked(RevocationRequested requested, AgencyCode sender, UUID exchangeId, Instant acceptedAt) {
        String id = named(requested.obligationId(), sender);
        Revocation known = revocations.get(id);
        boolean settled = known != null && (known.open() || known.state() == Revocation.State.REVOKED);
        return settled ? this : put(Revocation.requested(id, exchangeId, acceptedAt, requested.reason()));
    }

    private Dues answered(Revoked revoked, AgencyCode sender, UUID exchangeId, Instant acceptedAt) {
        String id = named(revoked.obligationId(), sender);
        Revocation known = revocations.get(id);
        Revocation.State answer =
                revoked.decision() == RevocationDecision.REVOKED ? Revocation.State.REVOKED : Revocation.State.REFUSED;
        return put((known == null ? Revocation.unasked(id) : known)
                .answered(answer, exchangeId, acceptedAt, revoked.note()));
    }

    private String named(String idOrNotice, AgencyCode sender) {
        return meant(idOrNotice, sender).map(Obligation::id).orElse(idOrNotice);
    }

    /**
     * The obligation that {@code sender} means: others than the raiser know it by the number of its notice, and a raiser
     * means its own before those of others.
     */
    Optional<Obligation> meant(String idOrNotice, AgencyCode sender) {
        return obligations.values().stream()
                .filter(owed -> owed.raiser().equals(sender) && owed.isCalled(idOrNotice))
                .findFirst()
                .or(() -> obligation(idOrNotice))
                .or(() -> obligations.values().stream()
                        .filter(owed -> owed.isCalled(idOrNotice))
                        .findFirst());
    }

    /** The obligation of this id. */
    public Optional<Obligation> obligation(String id) {
        return Optional.ofNullable(obligations.get(id));
    }

    private static Obligation obligation(
            ObligationRaised raised, AgencyCode raiser, UUID exchangeId, Instant acceptedAt) {
        return new Obligation(
                raised.obligationId(),
                Origin.RAISED,
                raiser,
                raised.kind(),
                raised.name(),
                raised.amount(),
                raised.dueAt(),
                raised.notice(),
                raised.payee(),
                raised.payer(),
                0,
                0,
                exchangeId,
                acceptedAt);
    }

    /** A fee goes by its code, or by its place where it has none or shares it. */
    private Dues withFees(@Nullable List<Fee> fees, UUID exchangeId, Raised by, ObligationAuthority authority) {
        Dues dues = this;
        Set<String> taken = new LinkedHashSet<>();
        for (int i = 0; fees != null && i < fees.size(); i++) {
            Fee fee = fees.get(i);
            String code = fee.code();
            String id = code != null && taken.add(code) ? code : "fee-" + (i + 1);
            Obligation known = obligations.get(id);
            if (known == null || known.origin() == Origin.FEE) {
                dues = dues.with(
                        new Obligation(
                                id,
                                Origin.FEE,
                                by.raiser(),
                                fee.kind(),
                                fee.name(),
                                fee.amount(),
                                null,
                                null,
                                null,
                                null,
                                0,
                                0,
                                exchangeId,
                                by.at()),
                        authority);
            }
        }
        return dues;
    }

    /** By whom, and when, the fees of a submission were named. */
    private record Raised(AgencyCode raiser, Instant at) {}

    /**
     * Raised anew it takes the new amount and keeps what was paid. Payments may also have come before it: those count that
     * were told by who keeps its books.
     */
    private Dues with(Obligation raised, ObligationAuthority authority) {
        long confirmed = sum(raised, Kind.CONFIRMED, authority);
        long refunded = sum(raised, Kind.REFUNDED, authority);
        Revocation taken = revocations.get(raised.id());
        Dues again = taken == null || taken.state() == Revocation.State.OVER
                ? this
                : put(taken.answered(Revocation.State.OVER, raised.raisedBy(), raised.raisedAt(), taken.note()));
        return again.put(raised.summed(confirmed, refunded), null);
    }

    private long sum(Obligation raised, Kind kind, ObligationAuthority authority) {
        List<MoneyEntry> counting = new ArrayList<>();
        for (MoneyEntry entry : entries) {
            if (entry.counted()
                    && entry.kind() == kind
                    && entry.obligationId().equals(raised.id())
                    && authority.keepsBooks(entry.teller(), raised.raiser())
                    && counting.stream().noneMatch(entry::sameTransaction)) {
                counting.add(entry);
            }
        }
        return counting.stream().mapToLong(MoneyEntry::amount).reduce(0, Math::addExact);
    }

    private Dues with(MoneyEntry told, ObligationAuthority authority) {
        boolean repeated =
                entries.stream().filter(told::sameTransaction).anyMatch(before -> believed(before, told, authority));
        MoneyEntry entry = repeated ? told.uncounted() : told;
        Obligation known = obligations.get(entry.obligationId());
        if (known == null || repeated) {
            return put(null, entry);
        }
        return put(
                entry.kind() == Kind.CONFIRMED ? known.confirming(entry.amount()) : known.refunding(entry.amount()),
                entry);
    }

    /** Whether a transaction counts no more since it was told before: what a stranger told takes nothing away. */
    private boolean believed(MoneyEntry before, MoneyEntry told, ObligationAuthority authority) {
        Obligation known = obligations.get(told.obligationId());
        return before.teller().equals(told.teller())
                || authority.hub(before.teller())
                || before.obligationId().equals(told.obligationId())
                        && known != null
                        && authority.keepsBooks(before.teller(), known.raiser());
    }

    private Dues put(@Nullable Obligation obligation, @Nullable MoneyEntry entry) {
        Map<String, Obligation> byId = new LinkedHashMap<>(obligations);
        Set<String> touched = new LinkedHashSet<>(changed);
        List<MoneyEntry> all = new ArrayList<>(entries);
        List<MoneyEntry> fresh = new ArrayList<>(added);
        if (obligation != null) {
            byId.put(obligation.id(), obligation);
            touched.add(obligation.id());
        }
        if (entry != null) {
            all.add(entry);
            fresh.add(entry);
        }
        return new Dues(byId, revocations, all, touched, fresh);
    }

    private Dues put(Revocation revocation) {
        Map<String, Revocation> revoked = new LinkedHashMap<>(revocations);
        revoked.put(revocation.obligationId(), revocation);
        Set<String> touched = new LinkedHashSet<>(changed);
        touched.add(revocation.obligationId());
        return new Dues(obligations, revoked, entries, touched, added);
    }

    /** Whether the dossier must wait in status 6. */
    public boolean hold() {
        return obligations.values().stream().anyMatch(owed -> owed.holds() && !revoked(owed.id()));
    }

    /** Whether something was raised, and nothing of it is still to be paid. */
    public boolean settled() {
        return !hold() && obligations.values().stream().anyMatch(owed -> owed.origin() == Origin.RAISED);
    }

    /** What is still owed although its dossier was withdrawn, and nobody was asked to take back. */
    public List<Obligation> toRevoke() {
        return obligations.values().stream()
                .filter(Obligation::holds)
                .filter(owed -> !revoked(owed.id()) && !asked(owed.id()))
                .toList();
    }

    /** What became of the wish that an obligation be taken back; null when there was none. */
    public @Nullable Revocation revocation(String obligationId) {
        return revocations.get(obligationId);
    }

    /** All that was asked to be taken back, or was. */
    public List<Revocation> revocations() {
        return List.copyOf(revocations.values());
    }

    private boolean revoked(String obligationId) {
        Revocation revocation = revocations.get(obligationId);
        return revocation != null && revocation.state() == Revocation.State.REVOKED;
    }

    private boolean asked(String obligationId) {
        Revocation revocation = revocations.get(obligationId);
        return revocation != null && revocation.open();
    }

    public List<Obligation> obligations() {
        return List.copyOf(obligations.values());
    }

    /**
     * What is to be paid now. A fee that the submission names counts until the agency says itself what is owed: from then on
     * that counts, and the fee can still be paid by whoever names it.
     */
    public List<Obligation> due() {
        boolean raised = obligations.values().stream().anyMatch(owed -> owed.origin() == Origin.RAISED);
        return obligations.values().stream()
                .filter(Obligation::open)
                .filter(owed -> !revoked(owed.id()))
                .filter(owed -> !raised || owed.origin() == Origin.RAISED)
                .toList();
    }

    /** What was told of as paid and counts for no obligation: nobody raised it, or the teller does not keep its books. */
    public long unassigned() {
        long told = entries.stream()
                .filter(MoneyEntry::counted)
                .mapToLong(entry -> entry.kind() == Kind.CONFIRMED ? entry.amount() : -entry.amount())
                .sum();
        return told - obligations.values().stream().mapToLong(Obligation::paid).sum();
    }

    /** Receipts (biên lai) of an obligation's payments. */
    public List<String> receipts(String obligationId) {
        List<String> receipts = new ArrayList<>();
        for (MoneyEntry entry : entries) {
            if (entry.obligationId().equals(obligationId) && entry.receipt() != null) {
                receipts.add(entry.receipt());
            }
        }
        return receipts;
    }

    List<Obligation> toWrite() {
        return obligations.values().stream()
                .filter(obligation -> changed.contains(obligation.id()))
                .toList();
    }

    List<Revocation> revocationsToWrite() {
        return revocations.values().stream()
                .filter(revocation -> changed.contains(revocation.obligationId()))
                .toList();
    }

    List<MoneyEntry> toAdd() {
        return added;
    }

    @Override
    public String toString() {
        return "Dues" + obligations.values();
    }
}
