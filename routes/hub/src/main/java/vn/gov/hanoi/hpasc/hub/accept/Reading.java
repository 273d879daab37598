package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
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
        Map<UUID, List<Correctable>> correctable = new HashMap<>();
        for (Entry entry : entries) {
            UUID corrected = entry.candidate().message().corrects();
            DossierState dossier = found.get(entry.subject());
            if (corrected != null && dossier != null) {
                // two senders may name the same exchange, one of them with the wrong dossier
                correctable
                        .computeIfAbsent(corrected, exchangeId -> new ArrayList<>())
                        .addAll(parked.correctable(connection, corrected, dossier.id()));
            }
        }
        List<DossierState> unregistered = found.values().stream()
                .filter(dossier -> dossier.facts() == null && dossier.messages() > 0)
                .distinct()
                .toList();
        Map<String, List<HeldMessage>> waiting = held.of(connection, unregistered);
        return new Workspace(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                found,
                keys.isEmpty() ? Map.of() : messages.known(connection, keys),
                correctable,
                waiting,
                obligations.of(connection, owing(found.values(), entries, waiting)));
    }

    /**
     * The dossiers of which it must be known what they owe: most messages have nothing to do with money and pay nothing for
     * it. Held messages may say anything, and so may those whose dossier waits in status 5 or 6.
     */
    private static Set<Long> owing(
            Collection<DossierState> found, Collection<Entry> entries, Map<String, List<HeldMessage>> waiting) {
        boolean money = entries.isEmpty()
                || !waiting.isEmpty()
                || entries.stream()
                        .anyMatch(entry -> Dues.concerns(entry.candidate().message()));
        return found.stream()
                .filter(dossier -> money || dossier.status() != null && LifeCycle.pauses(dossier.status()))
                .map(DossierState::id)
                .collect(Collectors.toSet());
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
