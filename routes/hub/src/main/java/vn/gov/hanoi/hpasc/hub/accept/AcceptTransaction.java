package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult.Receipted;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult.Refused;
import vn.gov.hanoi.hpasc.hub.accept.Fold.Decision;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Promise;
import vn.gov.hanoi.hpasc.hub.commit.Collision;
import vn.gov.hanoi.hpasc.hub.dossier.DossierFiles;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable;
import vn.gov.hanoi.hpasc.hub.ledger.Ledger;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.ledger.ReceiptSigner;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.NewDelivery;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationTable;

/**
 * Everything that accepting messages writes, for many messages at once, inside the caller's transaction: idempotency
 * record, dossier state, lines, deliveries, ledger, receipts. The order of the statements is the order of the locks, see
 * {@link DossierTable}.
 */
final class AcceptTransaction {

    private final Fold fold;
    private final HeldTable held;
    private final Reading reading;
    private final Receipts receipts;
    private final Placement placement = new Placement();
    private final DossierTable dossiers = new DossierTable();
    private final ObligationTable obligations = new ObligationTable();
    private final Ledger ledger = new Ledger();

    AcceptTransaction(Fold fold, HeldTable held, ReceiptSigner signer, Clock clock) {
        this.fold = fold;
        this.held = held;
        this.reading = new Reading(held, fold.standing(), clock);
        this.receipts = new Receipts(signer);
    }

    /**
     * What is to be done after the commit.
     *
     * @param results for each entry
     * @param dispatches what goes to the broker
     * @param receipts the messages that were written, with what their senders get
     * @param at when they were accepted
     * @param strangers exchange ids of messages that wait because their sender has no relation to the dossier
     * @param refusedDossiers names of dossiers of which a message was refused, by what it came with
     * @param refusedAuthority messages that waited, and were now found to be beyond their sender's authority
     */
    record Outcome(
            Map<Entry, AcceptResult> results,
            List<Dispatch> dispatches,
            Map<Taken, Receipt> receipts,
            Instant at,
            Set<UUID> strangers,
            Map<Submission, Set<String>> refusedDossiers,
            List<HeldMessage> refusedAuthority) {

        Set<Taken> taken() {
            return receipts.keySet();
        }

        /** How many destinations get a message. */
        int deliveriesOf(Taken taken) {
            Receipt receipt = receipts.get(taken);
            return receipt == null ? 0 : receipt.deliveries().size();
        }
    }

    /** The names in {@code entries} whose dossiers another transaction holds at this moment. */
    Set<String> held(Connection connection, List<Entry> entries) throws SQLException {
        return reading.held(connection, entries);
    }

    /**
     * Folds and writes {@code entries} in their order.
     *
     * @param besides names to lock besides theirs
     */
    Outcome accept(Connection connection, List<Entry> entries, Set<String> besides, Admissions admissions)
            throws SQLException, Collision {
        Workspace workspace = reading.of(connection, entries, besides);
        Map<Entry, Decision> decisions = new LinkedHashMap<>();
        entries.forEach(entry -> decisions.put(entry, fold.decide(entry, workspace)));
        return write(connection, workspace, decisions, admissions);
    }

    /** Looks again at what is held under {@code code}: its wait may be over, or it may go on. */
    Outcome reviewHeld(Connection connection, String code, Set<String> besides, Admissions admissions)
            throws SQLException, Collision {
        Workspace workspace = reading.of(connection, code, besides);
        fold.review(workspace.dossiers(), workspace);
        return write(connection, workspace, Map.of(), admissions);
    }

    /**
     * Lets a dossier whose procedure nobody knew go on: somebody handles it by now.
     *
     * @return empty when there is no such dossier, or somebody handles it already
     */
    Optional<Outcome> assign(Connection connection, Assignment assignment, Set<String> besides, Admissions admissions)
            throws SQLException, Collision {
        Workspace workspace = reading.of(connection, assignment.code(), besides);
        List<DossierState> unassigned = workspace.dossiers().stream()
                .filter(dossier -> dossier.registered() && dossier.facts() == null)
                .toList();
        if (unassigned.size() != 1) {
            return Optional.empty();
        }
        DossierState dossier = unassigned.getFirst();
        dossier.assign(assignment.agency());
        workspace.touched.add(dossier);
        workspace.remarks.add(LedgerEntry.ofDelivery(
                Kind.OPERATOR,
                new Subject(null, dossier.id(), null, null),
                assignment.operator(),
                null,
                "handled by " + assignment.agency() + ": " + assignment.reason()));
        fold.review(List.of(dossier), workspace);
        return Optional.of(write(connection, workspace, Map.of(), admissions));
    }

    /** Which dossier is whose to handle, who says so, and why. */
    record Assignment(String code, AgencyCode agency, String operator, String reason) {}

    private Outcome write(
            Connection connection, Workspace workspace, Map<Entry, Decision> decisions, Admissions admissions)
            throws SQLException, LostRace {
        writeDossiers(connection, workspace);
        obligations.write(connection, workspace.changedDues(), workspace.now);
        List<LedgerEntry> closed = placement.close(connection, workspace);
        List<NewDelivery> created = placement.place(connection, workspace, admissions);
        closed.addAll(Placement.ended(created));
        Map<UUID, List<Promise>> promises = created.stream()
                .collect(Collectors.groupingBy(
                        NewDelivery::exchangeId,
                        Collectors.mapping(
                                d -> new Promise(d.line().destination(), d.sequence()), Collectors.toList())));
        Map<Taken, Receipt> given = receipts.write(connection, workspace, promises);
        placement.insert(connection, created, workspace.now);
        writeHeld(connection, workspace);
        DossierFiles.insert(connection, workspace.files);
        ledger.append(connection, entries(workspace, promises, closed), workspace.now);
        Set<UUID> strangers = workspace.toHold.stream()
                .filter(HeldMessage::judged)
                .map(HeldMessage::exchangeId)
                .collect(Collectors.toSet());
        return new Outcome(
                results(decisions, given),
                dispatches(created, workspace.now),
                given,
                workspace.now,
                strangers,
                workspace.refusedDossiers(),
                List.copyOf(workspace.refusedAuthority));
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
        if (!dossiers.claimNames(connection, workspace.touched, workspace.claims)) {
            throw new LostRace("a name");
        }
    }

    private void writeHeld(Connection connection, Workspace workspace) throws SQLException {
        List<HeldMessage> staying = workspace.toHold.stream()
                .filter(message -> !workspace.noLongerHeld.contains(message.exchangeId()))
                .toList();
        held.insert(connection, staying, workspace.heldUnder);
        held.delete(connection, workspace.noLongerHeld);
        held.judged(connection, workspace.judged);
        held.withoutDeadline(connection, workspace.withoutDeadline);
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

    private static List<Dispatch> dispatches(List<NewDelivery> created, Instant now) {
        return created.stream()
                .filter(delivery -> delivery.state() == DeliveryState.IN_FLIGHT)
                .map(delivery -> delivery.dispatch(now))
                .toList();
    }
}
