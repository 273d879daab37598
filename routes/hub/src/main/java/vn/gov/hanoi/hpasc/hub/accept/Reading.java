package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationTable;

/** Reads what a transaction is about to fold messages onto, and locks the dossiers. */
final class Reading {

    private final HeldTable held;
    private final Clock clock;
    private final MessageTable messages = new MessageTable();
    private final DossierTable dossiers = new DossierTable();
    private final ParkedTable parked = new ParkedTable();
    private final ObligationTable obligations = new ObligationTable();

    Reading(HeldTable held, Clock clock) {
        this.held = held;
        this.clock = clock;
    }

    /** What {@code entries} need: their dossiers, locked, and what is known of their keys and of what they correct. */
    Workspace of(Connection connection, List<Entry> entries) throws SQLException {
        Set<String> codes = new TreeSet<>();
        Set<MessageKey> keys = new TreeSet<>();
        for (Entry entry : entries) {
            codes.add(entry.subject());
            keys.add(entry.candidate().message().key());
            aliases(entry.candidate().message().data()).forEach(alias -> codes.add(alias.code()));
        }
        return workspace(connection, dossiers.lock(connection, codes), keys, entries);
    }

    /** What may be done with dossiers that are locked already, when no message came. */
    Workspace of(Connection connection, Map<String, DossierState> found) throws SQLException {
        return workspace(connection, found, List.of(), List.of());
    }

    private Workspace workspace(
            Connection connection,
            Map<String, DossierState> found,
            Collection<MessageKey> keys,
            Collection<Entry> entries)
            throws SQLException {
        List<DossierState> unregistered = found.values().stream()
                .filter(dossier -> dossier.facts() == null && dossier.messages() > 0)
                .distinct()
                .toList();
        Map<String, List<HeldMessage>> waiting = held.of(connection, unregistered);
        return new Workspace(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                found,
                keys.isEmpty() ? Map.of() : messages.known(connection, keys),
                correctable(connection, found, entries, waiting),
                waiting,
                obligations.of(connection, owing(found, entries, waiting)));
    }

    /** What corrections, those that are held too, may make good. */
    private Map<UUID, List<Correctable>> correctable(
            Connection connection,
            Map<String, DossierState> found,
            Collection<Entry> entries,
            Map<String, List<HeldMessage>> waiting)
            throws SQLException {
        // two senders may name the same exchange, one of them with the wrong dossier
        Set<Correction> corrections = new LinkedHashSet<>();
        entries.forEach(entry -> add(corrections, entry.candidate().message().corrects(), found.get(entry.subject())));
        waiting.forEach((code, held) ->
                held.forEach(message -> add(corrections, message.message().corrects(), found.get(code))));
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

    private static void add(Set<Correction> corrections, @Nullable UUID of, @Nullable DossierState in) {
        if (of != null && in != null) {
            corrections.add(new Correction(of, in));
        }
    }

    /**
     * The dossiers of which it must be known what they owe: most messages have nothing to do with money and pay nothing for
     * it. Held messages may say anything, and so may those whose dossier waits in status 5 or 6.
     */
    private static Set<Long> owing(
            Map<String, DossierState> found, Collection<Entry> entries, Map<String, List<HeldMessage>> waiting) {
        boolean any = entries.isEmpty() || !waiting.isEmpty();
        Set<Long> owing = found.values().stream()
                .filter(dossier -> any || dossier.status() != null && LifeCycle.pauses(dossier.status()))
                .map(DossierState::id)
                .collect(Collectors.toSet());
        for (Entry entry : entries) {
            DossierState dossier = found.get(entry.subject());
            if (dossier != null && Dues.concerns(entry.candidate().message())) {
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
}
