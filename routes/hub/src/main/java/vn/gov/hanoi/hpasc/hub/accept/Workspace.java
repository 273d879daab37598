package vn.gov.hanoi.hpasc.hub.accept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;

/** What one transaction reads, and what it is going to write. Lives as long as one attempt. */
final class Workspace {

    final Instant now;
    final Map<String, DossierState> dossiers;
    final Map<MessageKey, KnownMessage> known;
    final Map<UUID, List<Correctable>> correctable;
    /** Stored held messages of the dossiers, by dossier code. */
    final Map<String, List<HeldMessage>> held;

    final Map<MessageKey, Taken> takenByKey = new HashMap<>();
    final List<Taken> taken = new ArrayList<>();
    final List<Outgoing> outgoing = new ArrayList<>();
    final List<HeldMessage> toHold = new ArrayList<>();
    final Map<UUID, DossierState> heldUnder = new HashMap<>();
    final List<UUID> noLongerHeld = new ArrayList<>();
    /** Refused deliveries that a message of this transaction corrects; each is corrected once. */
    final Set<UUID> corrected = new HashSet<>();

    final List<Withdrawal> withdrawals = new ArrayList<>();
    final List<LedgerEntry> remarks = new ArrayList<>();
    final Set<DossierState> touched = new LinkedHashSet<>();
    /** What dossiers owe: as stored, by dossier id, and as this transaction leaves it. */
    final Map<Long, Dues> stored;

    private final Map<DossierState, Dues> dues = new LinkedHashMap<>();
    private final Map<Submission, Set<String>> refusedDossiers = new HashMap<>();

    /** A withdrawal that ends what waits in a parked line. */
    record Withdrawal(DossierState dossier, String destination) {}

    Workspace(
            Instant now,
            Map<String, DossierState> dossiers,
            Map<MessageKey, KnownMessage> known,
            Map<UUID, List<Correctable>> correctable,
            Map<String, List<HeldMessage>> held,
            Map<Long, Dues> stored) {
        this.now = now;
        this.dossiers = new HashMap<>(dossiers);
        // what the hub itself says of a dossier names it by its own code, whatever code the message came under
        dossiers.values().forEach(dossier -> this.dossiers.putIfAbsent(dossier.code(), dossier));
        this.known = known;
        this.correctable = correctable;
        this.held = new HashMap<>(held);
        this.stored = stored;
    }

    /** The dossier that {@code code} names; made up when nobody spoke of it before. */
    DossierState dossier(String code) {
        return dossiers.computeIfAbsent(code, unheardOf -> DossierState.unheardOf(unheardOf, now));
    }

    @Nullable
    DossierState dossierOrNull(String code) {
        return dossiers.get(code);
    }

    Dues dues(DossierState dossier) {
        Dues folded = dues.get(dossier);
        if (folded != null) {
            return folded;
        }
        return dossier.isNew() ? Dues.NONE : stored.getOrDefault(dossier.id(), Dues.NONE);
    }

    void owes(DossierState dossier, Dues after) {
        if (after != dues(dossier)) {
            dues.put(dossier, after);
        }
    }

    /** What changed of what dossiers owe; all of them have rows by now. */
    Map<Long, Dues> changedDues() {
        Map<Long, Dues> changed = new LinkedHashMap<>();
        dues.forEach((dossier, after) -> changed.put(dossier.id(), after));
        return changed;
    }

    /** The dossiers to be written that have no row yet. */
    List<DossierState> newDossiers() {
        return touched.stream().filter(DossierState::isNew).toList();
    }

    /** Takes a message: it will be written. */
    Taken take(
            Entry entry, UUID exchangeId, DossierState dossier, @Nullable String mark, @Nullable DossierStatus before) {
        Taken message = new Taken(entry, exchangeId, dossier, dossier.nextPosition(), mark, before, dossier.status());
        taken.add(message);
        takenByKey.put(entry.candidate().message().key(), message);
        touched.add(dossier);
        return message;
    }

    void refused(Entry entry) {
        refusedDossiers
                .computeIfAbsent(entry.submission(), submission -> new HashSet<>())
                .add(entry.subject());
    }

    boolean predecessorRefused(Entry entry) {
        return entry.submission().predecessors()
                && (entry.submission().refusedDossiers().contains(entry.subject())
                        || refusedDossiers
                                .getOrDefault(entry.submission(), Set.of())
                                .contains(entry.subject()));
    }

    /** Held messages of {@code dossier}, stored and of this transaction, in the order of acceptance. */
    List<HeldMessage> heldOf(DossierState dossier) {
        return held.computeIfAbsent(dossier.code(), code -> new ArrayList<>());
    }
}
