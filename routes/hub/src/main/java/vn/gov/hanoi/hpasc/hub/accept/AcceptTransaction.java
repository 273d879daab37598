package vn.gov.hanoi.hpasc.hub.accept;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult.Receipted;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult.Refused;
import vn.gov.hanoi.hpasc.hub.accept.Fold.Decision;
import vn.gov.hanoi.hpasc.hub.accept.MessageTable.Batch;
import vn.gov.hanoi.hpasc.hub.accept.MessageTable.Sealed;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Evidence;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Promise;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.ledger.Ledger;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.ledger.MerkleTree;
import vn.gov.hanoi.hpasc.hub.ledger.ReceiptSigner;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.DeliveryTable;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.LineKey;
import vn.gov.hanoi.hpasc.hub.line.LineTable;
import vn.gov.hanoi.hpasc.hub.line.LineTable.Extended;
import vn.gov.hanoi.hpasc.hub.line.NewDelivery;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationTable;

/**
 * Everything that accepting messages writes, for many messages at once, inside the caller's transaction: idempotency
 * record, dossier state, lines, deliveries, ledger, receipts. The order of the statements is the order of the locks, see
 * {@link DossierTable}.
 */
final class AcceptTransaction {

    private final Fold fold;
    private final HeldTable held;
    private final ReceiptSigner signer;
    private final Clock clock;
    private final MessageTable messages = new MessageTable();
    private final DossierTable dossiers = new DossierTable();
    private final LineTable lines = new LineTable();
    private final DeliveryTable deliveries = new DeliveryTable();
    private final ParkedTable parked = new ParkedTable();
    private final ObligationTable obligations = new ObligationTable();
    private final Ledger ledger = new Ledger();

    AcceptTransaction(Fold fold, HeldTable held, ReceiptSigner signer, Clock clock) {
        this.fold = fold;
        this.held = held;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * What is to be done after the commit.
     *
     * @param results for each entry
     * @param dispatches what goes to the broker
     */
    record Outcome(Map<Entry, AcceptResult> results, List<Dispatch> dispatches) {}

    /** Folds and writes {@code entries} in their order. */
    Outcome accept(Connection connection, List<Entry> entries, Admissions admissions) throws SQLException, LostRace {
        Workspace workspace = read(connection, entries);
        Map<Entry, Decision> decisions = new LinkedHashMap<>();
        entries.forEach(entry -> decisions.put(entry, fold.decide(entry, workspace)));
        return write(connection, workspace, decisions, admissions);
    }

    /** Looks again at what is held under {@code code}: its wait may be over, or it may go on. */
    Outcome reviewHeld(Connection connection, String code, Admissions admissions) throws SQLException, LostRace {
        Map<String, DossierState> found = dossiers.lock(connection, List.of(code));
        Workspace workspace = workspace(connection, found, List.of(), List.of());
        DossierState dossier = found.get(code);
        if (dossier != null) {
            dossiers.merge(connection, code, dossier.id());
            fold.review(held.under(connection, code), dossier, workspace);
        }
        return write(connection, workspace, Map.of(), admissions);
    }

    /**
     * Lets a dossier whose procedure nobody knew go on: {@code agency} handles it.
     *
     * @return empty when there is no such dossier, or somebody handles it already
     */
    Optional<Outcome> assign(Connection connection, String code, AgencyCode agency, Act act, Admissions admissions)
            throws SQLException, LostRace {
        Map<String, DossierState> found = dossiers.lock(connection, List.of(code));
        DossierState dossier = found.get(code);
        if (dossier == null || !dossier.registered() || dossier.facts() != null) {
            return Optional.empty();
        }
        Workspace workspace = workspace(connection, found, List.of(), List.of());
        dossier.assign(agency);
        workspace.touched.add(dossier);
        workspace.remarks.add(LedgerEntry.ofDelivery(
                Kind.OPERATOR,
                new Subject(null, dossier.id(), null, null),
                act.operator(),
                null,
                "handled by " + agency + ": " + act.reason()));
        fold.review(List.copyOf(workspace.heldOf(dossier)), dossier, workspace);
        return Optional.of(write(connection, workspace, Map.of(), admissions));
    }

    /** Who acts, and why. */
    record Act(String operator, String reason) {}

    private Workspace read(Connection connection, List<Entry> entries) throws SQLException {
        Set<String> codes = new TreeSet<>();
        Set<MessageKey> keys = new TreeSet<>();
        for (Entry entry : entries) {
            codes.add(entry.subject());
            keys.add(entry.candidate().message().key());
            aliases(entry.candidate().message().data()).forEach(alias -> codes.add(alias.code()));
        }
        return workspace(connection, dossiers.lock(connection, codes), keys, entries);
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

    private Outcome write(
            Connection connection, Workspace workspace, Map<Entry, Decision> decisions, Admissions admissions)
            throws SQLException, LostRace {
        writeDossiers(connection, workspace);
        obligations.write(connection, workspace.changedDues(), workspace.now);
        List<LedgerEntry> closed = closePlaces(connection, workspace);
        List<NewDelivery> created = place(connection, workspace, admissions);
        Map<UUID, List<Promise>> promises = created.stream()
                .collect(Collectors.groupingBy(
                        NewDelivery::exchangeId,
                        Collectors.mapping(
                                d -> new Promise(d.line().destination(), d.sequence()), Collectors.toList())));
        Map<Taken, Receipt> receipts = writeMessages(connection, workspace, promises);
        deliveries.insert(connection, created, workspace.now);
        writeHeld(connection, workspace);
        ledger.append(connection, entries(workspace, promises, closed), workspace.now);
        return new Outcome(results(decisions, receipts), dispatches(created));
    }

    private void writeDossiers(Connection connection, Workspace workspace) throws SQLException, LostRace {
        List<DossierState> existing =
                workspace.touched.stream().filter(d -> !d.isNew()).toList();
        List<DossierState> fresh = workspace.newDossiers();
        if (!dossiers.insert(connection, fresh, workspace.now)) {
            throw new LostRace("a dossier");
        }
        Set<DossierState> changed = new LinkedHashSet<>(existing);
        fresh.stream().filter(dossier -> dossier.mergedInto() != null).forEach(changed::add);
        dossiers.update(connection, List.copyOf(changed), workspace.now);
        if (!dossiers.insertAliases(connection, workspace.touched)) {
            throw new LostRace("an alias");
        }
    }

    /** Ends parked deliveries whose place is taken by a correction, and parked lines that a withdrawal passes. */
    private List<LedgerEntry> closePlaces(Connection connection, Workspace workspace) throws SQLException, LostRace {
        List<LedgerEntry> closed = new ArrayList<>();
        for (Outgoing outgoing : workspace.outgoing) {
            if (outgoing.replaces() != null) {
                String reason = "corrected by exchange " + outgoing.exchangeId();
                List<UUID> replaced = List.of(outgoing.replaces().deliveryId());
                List<ParkedTable.Closed> place =
                        parked.close(connection, DeliveryState.REFUSED, replaced, null, reason, workspace.now);
                if (place.isEmpty()) {
                    throw new LostRace("a parked delivery");
                }
                place.forEach(delivery -> closed.add(closing(delivery, reason)));
            }
        }
        for (Workspace.Withdrawal withdrawal : workspace.withdrawals) {
            LineKey line = new LineKey(withdrawal.dossier().id(), withdrawal.destination());
            List<UUID> unfinished = parked.unfinishedIfParked(connection, line);
            if (!unfinished.isEmpty()) {
                String reason = "the dossier was withdrawn";
                List<ParkedTable.Closed> cancelled =
                        parked.close(connection, DeliveryState.CANCELLED, unfinished, null, reason, workspace.now);
                lines.shorten(connection, Map.of(line, cancelled.size()));
                cancelled.forEach(delivery -> closed.add(closing(delivery, reason)));
            }
        }
        return closed;
    }

    private static LedgerEntry closing(ParkedTable.Closed delivery, String reason) {
        return LedgerEntry.ofDelivery(
                Kind.CLOSED,
                new Subject(
                        delivery.exchangeId(),
                        delivery.line().dossierId(),
                        delivery.deliveryId(),
                        delivery.line().destination()),
                "hub",
                null,
                reason);
    }

    /** Gives every outgoing delivery its place in its line. */
    private List<NewDelivery> place(Connection connection, Workspace workspace, Admissions admissions)
            throws SQLException {
        Map<LineKey, Integer> added = new HashMap<>();
        for (Outgoing outgoing : workspace.outgoing) {
            if (outgoing.replaces() == null) {
                added.merge(line(outgoing), 1, Integer::sum);
            }
        }
        Map<LineKey, Extended> extended = lines.extend(connection, added);
        Map<LineKey, Integer> given = new HashMap<>();
        List<NewDelivery> created = new ArrayList<>(workspace.outgoing.size());
        for (Outgoing outgoing : workspace.outgoing) {
            LineKey line = line(outgoing);
            Correctable place = outgoing.replaces();
            if (place != null) {
                created.add(delivery(outgoing, line, place.sequence(), place.revision() + 1, head(line, admissions)));
                continue;
            }
            int nth = given.merge(line, 1, Integer::sum);
            Extended free = Objects.requireNonNull(extended.get(line), "every line was extended");
            DeliveryState state = nth == 1 && free.headFree() ? head(line, admissions) : DeliveryState.WAITING;
            created.add(delivery(outgoing, line, free.nextSequence() + nth - 1, 0, state));
        }
        return created;
    }

    private static LineKey line(Outgoing outgoing) {
        return new LineKey(outgoing.dossier().id(), outgoing.destination());
    }

    private static DeliveryState head(LineKey line, Admissions admissions) {
        return admissions.admit(line.destination()) ? DeliveryState.IN_FLIGHT : DeliveryState.READY;
    }

    private static NewDelivery delivery(
            Outgoing outgoing, LineKey line, long sequence, int revision, DeliveryState state) {
        return new NewDelivery(
                UuidCreator.getTimeOrderedEpoch(), outgoing.exchangeId(), line, sequence, revision, state);
    }

    private Map<Taken, Receipt> writeMessages(
            Connection connection, Workspace workspace, Map<UUID, List<Promise>> promises)
            throws SQLException, LostRace {
        Map<Taken, Receipt> receipts = new HashMap<>();
        if (workspace.taken.isEmpty()) {
            return receipts;
        }
        List<Leaf> leaves = workspace.taken.stream()
                .map(taken -> leaf(taken, promises.getOrDefault(taken.exchangeId(), List.of()), workspace.now))
                .toList();
        List<byte[]> hashes = leaves.stream().map(Leaf::hash).toList();
        MerkleTree tree = new MerkleTree(hashes);
        List<List<byte[]>> paths = tree.paths();
        byte[] root = tree.root();
        Batch batch = new Batch(
                UuidCreator.getTimeOrderedEpoch(), root, signer.sign(root, tree.size(), workspace.now), workspace.now);
        List<Sealed> sealed = new ArrayList<>(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            Taken taken = workspace.taken.get(i);
            byte[] path = joined(paths.get(i));
            Evidence evidence = new Evidence(hex(hashes.get(i)), i, tree.size(), Leaf.pathHex(path), batch.signature());
            Receipt receipt = leaves.get(i).receipt(taken.mark(), evidence);
            receipts.put(taken, receipt);
            sealed.add(new Sealed(taken, receipt, path));
        }
        if (!messages.insert(connection, sealed, batch)) {
            throw new LostRace("a key");
        }
        return receipts;
    }

    private static Leaf leaf(Taken taken, List<Promise> promises, Instant now) {
        return new Leaf(
                taken.exchangeId(),
                taken.entry().candidate().message().key(),
                taken.entry().candidate().digest(),
                now,
                promises);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] joined(List<byte[]> hashes) {
        byte[] joined = new byte[hashes.stream().mapToInt(hash -> hash.length).sum()];
        int at = 0;
        for (byte[] hash : hashes) {
            System.arraycopy(hash, 0, joined, at, hash.length);
            at += hash.length;
        }
        return joined;
    }

    private void writeHeld(Connection connection, Workspace workspace) throws SQLException {
        List<HeldMessage> staying = workspace.toHold.stream()
                .filter(message -> !workspace.noLongerHeld.contains(message.exchangeId()))
                .toList();
        held.insert(connection, staying, workspace.heldUnder);
        held.delete(connection, workspace.noLongerHeld);
    }

    private static List<LedgerEntry> entries(
            Workspace workspace, Map<UUID, List<Promise>> promises, List<LedgerEntry> closed) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (Taken taken : workspace.taken) {
            // what a held message creates is told by the entry that releases it
            List<Promise> created =
                    "held".equals(taken.mark()) ? List.of() : promises.getOrDefault(taken.exchangeId(), List.of());
            entries.add(new LedgerEntry(
                    Kind.ACCEPTED,
                    new Subject(taken.exchangeId(), taken.dossier().id(), null, null),
                    created.stream().map(Promise::destination).toList(),
                    taken.before(),
                    taken.after(),
                    taken.entry().candidate().sender().code().value(),
                    null,
                    taken.mark(),
                    taken.entry().candidate().digest().bytes()));
        }
        entries.addAll(workspace.remarks);
        entries.addAll(closed);
        return entries;
    }

    private static Map<Entry, AcceptResult> results(Map<Entry, Decision> decisions, Map<Taken, Receipt> receipts) {
        Map<Entry, AcceptResult> results = new HashMap<>();
        decisions.forEach((entry, decision) -> results.put(entry, result(decision, receipts)));
        return results;
    }

    private static AcceptResult result(Decision decision, Map<Taken, Receipt> receipts) {
        return switch (decision) {
            case Decision.Refuse refuse -> new Refused(refuse.problem());
            case Decision.RepeatKnown repeat ->
                new Receipted(repeat.known().receipt().asRepeat());
            case Decision.RepeatTaken repeat ->
                new Receipted(receipt(repeat.taken(), receipts).asRepeat());
            case Decision.Take take -> new Receipted(receipt(take.taken(), receipts));
        };
    }

    private static Receipt receipt(Taken taken, Map<Taken, Receipt> receipts) {
        return Objects.requireNonNull(receipts.get(taken), "every message taken has a receipt");
    }

    private static List<Dispatch> dispatches(List<NewDelivery> created) {
        return created.stream()
                .filter(delivery -> delivery.state() == DeliveryState.IN_FLIGHT)
                .map(delivery -> new Dispatch(delivery.line().destination(), delivery.deliveryId(), delivery.round()))
                .toList();
    }
}
