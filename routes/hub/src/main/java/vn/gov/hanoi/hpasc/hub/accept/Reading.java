package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.SupplementRequested;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable.Aliased;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable.Locked;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationTable;

/** Reads what a transaction is about to fold messages onto, and locks the dossiers. */
final class Reading {

    private final HeldTable held;
    private final Standing standing;
    private final Clock clock;
    private final MessageTable messages = new MessageTable();
    private final DossierTable dossiers = new DossierTable();
    private final ParkedTable parked = new ParkedTable();
    private final ObligationTable obligations = new ObligationTable();

    Reading(HeldTable held, Standing standing, Clock clock) {
        this.held = held;
        this.standing = standing;
        this.clock = clock;
    }

    /**
     * What {@code entries} need: their dossiers, locked, and what is known of their keys and of what they correct.
     *
     * @param besides names to lock too
     */
    Workspace of(Connection connection, List<Entry> entries, Set<String> besides) throws SQLException, MoreToLock {
        Set<String> codes = new TreeSet<>(besides);
        Set<MessageKey> keys = new TreeSet<>();
        for (Entry entry : entries) {
            codes.addAll(names(entry));
            keys.add(entry.candidate().message().key());
        }
        return workspace(connection, locked(connection, codes, entries), keys, entries);
    }

    /** What {@code entry} names: its dossier, and other names of it. */
    static Set<String> names(Entry entry) {
        Set<String> names = new TreeSet<>();
        names.add(entry.subject());
        aliases(entry.candidate().message().data()).forEach(alias -> names.add(DossierCode.oneNotation(alias.code())));
        return names;
    }

    /** The names in {@code entries} whose dossiers another transaction holds at this moment. */
    Set<String> held(Connection connection, List<Entry> entries) throws SQLException {
        return dossiers.held(
                connection,
                entries.stream()
                        .flatMap(entry -> names(entry).stream())
                        .distinct()
                        .toList());
    }

    /**
     * Locks what {@code codes} name. What waits under these names and may go on may bring names and participants itself, and
     * what that concerns has to be locked too: not after the rest, since two statements have no order between them.
     */
    private Locked locked(Connection connection, Set<String> codes, List<Entry> entries)
            throws SQLException, MoreToLock {
        Locked locked = dossiers.lock(connection, codes);
        Set<String> names = more(connection, locked, codes, entries);
        if (names.size() > codes.size()) {
            throw new MoreToLock(names);
        }
        return locked;
    }

    /** {@code codes}, and what else must be locked before anything under them may go on. */
    private Set<String> more(Connection connection, Locked locked, Set<String> codes, List<Entry> entries)
            throws SQLException {
        Set<String> names = new TreeSet<>(codes);
        if (!entries.isEmpty() && entries.stream().allMatch(entry -> entry.noticeTo() != null)) {
            return names; // what the hub itself tells lets nothing go on
        }
        List<MessageData> waiting = held.of(connection, mayHold(locked, entries)).values().stream()
                .flatMap(List::stream)
                .map(message -> message.message().data())
                .toList();
        waiting.forEach(data -> aliases(data).forEach(alias -> names.add(DossierCode.oneNotation(alias.code()))));
        boolean looking = entries.isEmpty();
        boolean inviting = waiting.stream().anyMatch(data -> !participants(data).isEmpty());
        List<DossierState> concerned = looking || inviting ? named(locked).toList() : inviting(entries, locked);
        if (!concerned.isEmpty()) {
            names.addAll(dossiers.namesOf(connection, concerned));
        }
        return names;
    }

    /**
     * What may be done with the dossier that {@code code} names and with what waits under its names; no message came.
     *
     * @param besides names to lock too
     */
    Workspace of(Connection connection, String code, Set<String> besides) throws SQLException, MoreToLock {
        Set<String> codes = new TreeSet<>(besides);
        codes.add(code);
        return workspace(connection, locked(connection, codes, List.of()), List.of(), List.of());
    }

    /** All dossiers that were locked, by whatever name. */
    static Stream<DossierState> named(Locked locked) {
        return Stream.concat(
                        locked.byCode().values().stream(),
                        locked.byAlias().values().stream().flatMap(List::stream).map(Aliased::dossier))
                .distinct();
    }

    /** Dossiers to which a message brings new participants, whose messages may wait under any of the dossier's names. */
    private static List<DossierState> inviting(List<Entry> entries, Locked locked) {
        return entries.stream()
                .filter(entry ->
                        !participants(entry.candidate().message().data()).isEmpty())
                .flatMap(entry -> named(entry.subject(), locked).stream())
                .distinct()
                .toList();
    }

    private Workspace workspace(
            Connection connection, Locked locked, Collection<MessageKey> keys, Collection<Entry> entries)
            throws SQLException {
        Map<Long, List<HeldMessage>> waiting = held.of(connection, mayHold(locked, entries));
        Workspace workspace = new Workspace(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                locked,
                keys.isEmpty() ? Map.of() : messages.known(connection, keys),
                correctable(connection, locked, entries, waiting),
                waiting,
                obligations.of(connection, owing(locked, entries, !waiting.isEmpty())));
        workspace.heldBefore(held.count(connection, mayWait(entries, workspace)));
        return workspace;
    }

    /**
     * Rows whose held messages matter: those of a dossier that nobody handles do when it is submitted anew, or when no message
     * came and somebody looks; else each further message would read all before it.
     */
    private static List<DossierState> mayHold(Locked locked, Collection<Entry> entries) {
        boolean submitting = entries.isEmpty()
                || entries.stream()
                        .anyMatch(entry -> entry.candidate().message().data() instanceof Submitted);
        return Stream.concat(
                        named(locked)
                                .filter(dossier -> submitting && dossier.facts() == null && dossier.messages() > 0),
                        locked.waiting().stream())
                .toList();
    }

    /** Senders of messages that may have to wait: most have a relation to a dossier that is there, and cost no question. */
    private Set<AgencyCode> mayWait(Collection<Entry> entries, Workspace workspace) {
        Set<AgencyCode> senders = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.candidate().message().data() instanceof Submitted) {
                continue; // what registers a dossier does not wait for one
            }
            Agency sender = entry.candidate().sender();
            DossierState dossier = standing.registered(entry.subject(), sender, workspace);
            if (dossier == null || dossier.facts() == null || !standing.related(sender, dossier, workspace)) {
                senders.add(sender.code());
            }
        }
        return senders;
    }

    /** What corrections, those that are held too, may make good. */
    private Map<UUID, List<Correctable>> correctable(
            Connection connection, Locked locked, Collection<Entry> entries, Map<Long, List<HeldMessage>> waiting)
            throws SQLException {
        // two senders may name the same exchange, one of them with the wrong dossier
        Set<Correction> corrections = new LinkedHashSet<>();
        entries.forEach(
                entry -> add(corrections, entry.candidate().message().corrects(), named(entry.subject(), locked)));
        Map<Long, DossierState> byId = named(locked).collect(Collectors.toMap(DossierState::id, dossier -> dossier));
        waiting.forEach((id, held) -> held.forEach(message -> add(
                corrections, message.message().corrects(), byId.containsKey(id) ? List.of(byId.get(id)) : List.of())));
        Map<UUID, List<Correctable>> correctable = new HashMap<>();
        for (Correction correction : corrections) {
            correctable
                    .computeIfAbsent(correction.of(), exchangeId -> new ArrayList<>())
                    .addAll(parked.correctable(
                            connection, correction.of(), correction.in().id()));
        }
        return correctable;
    }

    private record Correction(UUID of, DossierState in) {}

    private static void add(Set<Correction> corrections, @Nullable UUID of, List<DossierState> in) {
        if (of != null) {
            in.forEach(dossier -> corrections.add(new Correction(of, dossier)));
        }
    }

    private static List<DossierState> named(String name, Locked locked) {
        return Stream.concat(
                        Stream.ofNullable(locked.byCode().get(name)),
                        locked.byAlias().getOrDefault(name, List.of()).stream().map(Aliased::dossier))
                .distinct()
                .toList();
    }

    /**
     * The dossiers of which it must be known what they owe: most messages have nothing to do with money and pay nothing for
     * it. Held messages may say anything, and so may those whose dossier waits in status 5 or 6.
     */
    private static Set<Long> owing(Locked locked, Collection<Entry> entries, boolean anyHeld) {
        boolean any = entries.isEmpty() || anyHeld;
        Set<DossierState> concerned = entries.stream()
                .filter(entry -> Dues.concerns(entry.candidate().message()))
                .flatMap(entry -> named(entry.subject(), locked).stream())
                .collect(Collectors.toSet());
        Set<Long> owing = new HashSet<>();
        for (DossierState dossier : named(locked).toList()) {
            if (any || dossier.status() != null && LifeCycle.pauses(dossier.status()) || concerned.contains(dossier)) {
                owing.add(dossier.id());
            }
        }
        return owing;
    }

    private static List<Alias> aliases(MessageData data) {
        List<Alias> aliases = switch (data) {
            case Submitted submitted -> submitted.aliases();
            case Progressed progressed -> progressed.aliases();
            default -> null;
        };
        return aliases == null ? List.of() : aliases;
    }

    /** The agencies that a message asks to take part. */
    static List<AgencyCode> participants(MessageData data) {
        List<AgencyCode> participants = switch (data) {
            case Progressed progressed -> progressed.participants();
            case SupplementRequested requested -> requested.participants();
            default -> null;
        };
        return participants == null ? List.of() : participants;
    }
}
