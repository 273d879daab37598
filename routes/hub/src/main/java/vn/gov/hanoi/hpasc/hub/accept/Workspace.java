package vn.gov.hanoi.hpasc.hub.accept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.hub.dossier.DossierFiles;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable.Aliased;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable.Locked;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.line.LineKey;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;

/** What one transaction reads, and what it is going to write. Lives as long as one attempt. */
final class Workspace {

    final Instant now;
    final Map<MessageKey, KnownMessage> known;
    final Map<UUID, List<Correctable>> correctable;
    /** How often each name was claimed when it was read. */
    final Map<String, Integer> claims;

    final Map<MessageKey, Taken> takenByKey = new HashMap<>();
    final List<Taken> taken = new ArrayList<>();
    final List<Outgoing> outgoing = new ArrayList<>();
    final List<HeldMessage> toHold = new ArrayList<>();
    final Map<UUID, DossierState> heldUnder = new HashMap<>();
    final List<UUID> noLongerHeld = new ArrayList<>();
    /** Held messages whose dossier was found to be there, and not their sender's. */
    final List<UUID> judged = new ArrayList<>();
    /** Held messages that wait until a person says who handles their dossier. */
    final List<UUID> withoutDeadline = new ArrayList<>();
    /** Held messages found to be beyond their sender's authority. */
    final List<HeldMessage> refusedAuthority = new ArrayList<>();
    /** Refused deliveries that a message of this transaction corrects; each is corrected once. */
    final Set<UUID> corrected = new HashSet<>();

    /** Files that messages about registered dossiers name. */
    final List<DossierFiles.Named> files = new ArrayList<>();

    final List<Withdrawal> withdrawals = new ArrayList<>();
    /** Those that found a parked line, by line. */
    final Map<LineKey, Withdrawal> passed = new HashMap<>();

    final List<LedgerEntry> remarks = new ArrayList<>();
    final Set<DossierState> touched = new LinkedHashSet<>();
    /** What dossiers owe: as stored, by dossier id, and as this transaction leaves it. */
    final Map<Long, Dues> stored;

    private final Map<DossierState, Dues> dues = new LinkedHashMap<>();
    private final Map<Submission, Set<String>> refusedDossiers = new HashMap<>();
    private final Map<String, DossierState> byCode;
    private final Map<String, List<Aliased>> byAlias;
    private final Map<Place, DossierState> places = new LinkedHashMap<>();
    private final Map<DossierState, List<HeldMessage>> held = new IdentityHashMap<>();
    private final Map<AgencyCode, Long> heldBySender = new HashMap<>();

    /**
     * A withdrawal that ends what waits in a parked line.
     *
     * @param outgoing how many messages of this transaction went out before it
     */
    record Withdrawal(DossierState dossier, String destination, int outgoing) {}

    /** Where messages of one sender wait that name {@code code}. */
    private record Place(String code, AgencyCode sender) {}

    Workspace(
            Instant now,
            Locked locked,
            Map<MessageKey, KnownMessage> known,
            Map<UUID, List<Correctable>> correctable,
            Map<Long, List<HeldMessage>> held,
            Map<Long, Dues> stored) {
        this.now = now;
        this.byCode = new HashMap<>(locked.byCode());
        this.byAlias = new HashMap<>();
        locked.byAlias().forEach((alias, dossiers) -> {
            byAlias.put(alias, new ArrayList<>(dossiers));
            // what the hub itself says of a dossier names it by its own code, whatever code the message came under
            dossiers.forEach(named -> byCode.putIfAbsent(named.dossier().code(), named.dossier()));
        });
        this.claims = locked.claims();
        this.known = known;
        this.correctable = correctable;
        this.stored = stored;
        byCode.values().forEach(dossier -> hold(dossier, held));
        locked.waiting().forEach(place -> {
            places.put(new Place(place.code(), Objects.requireNonNull(place.heldFor())), place);
            hold(place, held);
        });
    }

    private void hold(DossierState row, Map<Long, List<HeldMessage>> read) {
        held.put(row, new ArrayList<>(read.getOrDefault(row.id(), List.of())));
    }

    /** Says how many messages of each sender wait already that may have to wait again. */
    void heldBefore(Map<AgencyCode, Long> bySender) {
        heldBySender.putAll(bySender);
    }

    /** The dossier whose own code is {@code code}; made up when nobody spoke of it before. */
    DossierState dossier(String code) {
        return byCode.computeIfAbsent(code, unheardOf -> DossierState.unheardOf(unheardOf, now));
    }

    /** The dossier whose own code is {@code code}. */
    @Nullable
    DossierState dossierOrNull(String code) {
        return byCode.get(code);
    }

    /** All dossiers that were read or made up. */
    List<DossierState> dossiers() {
        return byCode.values().stream().distinct().toList();
    }

    /** The dossiers that have {@code alias} in some system. */
    List<Aliased> aliased(String alias) {
        return byAlias.getOrDefault(alias, List.of());
    }

    /** The systems in which {@code dossier} has an alias. */
    Set<String> aliasSystems(DossierState dossier) {
        Set<String> systems = new HashSet<>(dossier.aliasSystems());
        byAlias.values()
                .forEach(named -> named.stream()
                        .filter(one -> one.dossier() == dossier)
                        .forEach(one -> systems.add(one.system())));
        return systems;
    }

    /** Gives {@code dossier} another name. */
    void alsoKnownAs(DossierState dossier, Alias alias) {
        dossier.alsoKnownAs(alias);
        byAlias.computeIfAbsent(DossierCode.oneNotation(alias.code()), name -> new ArrayList<>())
                .add(new Aliased(alias.system(), dossier));
        touched.add(dossier);
    }

    /** Where messages of {@code sender} wait that name {@code code}; made up when none did before. */
    DossierState waitingPlace(String code, AgencyCode sender) {
        return places.computeIfAbsent(new Place(code, sender), none -> DossierState.waitingPlace(code, sender, now));
    }

    /** All places where messages wait and that stand for no dossier yet. */
    List<DossierState> waitingPlaces() {
        return places.values().stream()
                .filter(place -> place.mergedInto() == null)
                .toList();
    }

    /** What waits in {@code place} is known by now to be about {@code dossier}. */
    void merge(DossierState place, DossierState dossier) {
        place.mergeInto(dossier);
        touched.add(place);
        places.values().remove(place);
    }

    /** Counts one more message of {@code sender} that waits; false when it has {@code most} already. */
    boolean oneMoreHeld(AgencyCode sender, long most) {
        return heldBySender.merge(sender, 1L, Long::sum) <= most;
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

    /** What {@code message} names belongs to the files of {@code dossier}. */
    void named(DossierMessage message, DossierState dossier) {
        List<DocumentReference> documents = switch (message.data()) {
            case Submitted submitted -> submitted.documents();
            case Supplemented supplemented -> supplemented.documents();
            case Resolved resolved -> resolved.documents();
            default -> null;
        };
        files.addAll(DossierFiles.Named.of(dossier, documents, message.source().agency()));
    }

    /** Says that a message was refused about the dossier of these {@code names}. */
    void refused(Entry entry, Set<String> names) {
        refusedDossiers
                .computeIfAbsent(entry.submission(), submission -> new HashSet<>())
                .addAll(names);
    }

    /** Whether an earlier message that came with {@code entry} was refused about the dossier of these {@code names}. */
    boolean predecessorRefused(Entry entry, Set<String> names) {
        Submission submission = entry.submission();
        return !(Collections.disjoint(entry.candidate().refusedBefore(), names)
                && Collections.disjoint(submission.refusedDossiers(), names)
                && Collections.disjoint(refusedDossiers.getOrDefault(submission, Set.of()), names));
    }

    /** Names of dossiers of which a message was refused in this transaction, by what it came with. */
    Map<Submission, Set<String>> refusedDossiers() {
        return Map.copyOf(refusedDossiers);
    }

    /** Takes what is held under {@code row}: it goes on now, or is refused. */
    List<HeldMessage> takeHeld(DossierState row) {
        List<HeldMessage> waiting = heldOf(row);
        List<HeldMessage> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** Says of {@code message} that its dossier is there and not its sender's. */
    void judge(HeldMessage message) {
        if (!judged.contains(message.exchangeId())) {
            judged.add(message.exchangeId());
            refusedAuthority.add(message);
        }
    }

    /** Messages held under {@code row}, stored and of this transaction, in the order of acceptance. */
    List<HeldMessage> heldOf(DossierState row) {
        return held.computeIfAbsent(row, none -> new ArrayList<>());
    }
}
