package vn.gov.hanoi.hpasc.hub.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.hub.accept.SenderNotices;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.commit.Collision;
import vn.gov.hanoi.hpasc.hub.commit.GroupCommit;
import vn.gov.hanoi.hpasc.hub.commit.Halving;
import vn.gov.hanoi.hpasc.hub.commit.StoreFailure;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.commit.Worker;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable;
import vn.gov.hanoi.hpasc.hub.ledger.Ledger;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Subject;
import vn.gov.hanoi.hpasc.hub.line.DeliveryTable;
import vn.gov.hanoi.hpasc.hub.line.DeliveryTable.Delivered;
import vn.gov.hanoi.hpasc.hub.line.DeliveryTable.Ended;
import vn.gov.hanoi.hpasc.hub.line.DeliveryTable.PutBack;
import vn.gov.hanoi.hpasc.hub.line.DepartureTable;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.LineKey;
import vn.gov.hanoi.hpasc.hub.line.LineTable;
import vn.gov.hanoi.hpasc.hub.line.Outbox;
import vn.gov.hanoi.hpasc.hub.queued.QueuedMessages;
import vn.gov.hanoi.hpasc.hub.queued.QueuedMessages.PutDelivery;

/**
 * Records outcomes: ends deliveries and releases the next of their lines, in one transaction, shared by all outcomes that
 * come in while another commit is under way. Consumers wait for it, and only then let the broker forget the message.
 */
final class Settlements implements Worker.Employer, AutoCloseable {

    private final Transactions transactions;
    private final SenderNotices notices;
    private final Outbox outbox;
    private final Clock clock;
    private final DeliveryTable deliveries = new DeliveryTable();
    private final DepartureTable departures = new DepartureTable();
    private final LineTable lines = new LineTable();
    private final DossierTable dossiers = new DossierTable();
    private final QueuedMessages queued = new QueuedMessages();
    private final Ledger ledger = new Ledger();
    private final Halving<Claim> halving = new Halving<>(this::record, this::held, Settlements::failed);
    private final GroupCommit<Claim> commits;

    private record Claim(Settlement settlement, CompletableFuture<Boolean> done) {}

    Settlements(Transactions transactions, SenderNotices notices, Outbox outbox, Clock clock, int workers) {
        this.transactions = transactions;
        this.notices = notices;
        this.outbox = outbox;
        this.clock = clock;
        this.commits = new GroupCommit<>("delivery-settle", workers, 256, 8192, this::settle);
    }

    /**
     * Records an outcome and waits until it is committed.
     *
     * @return false when the delivery is not in flight any more, or is in a later round: what happened in an earlier round
     *     counts only if it delivered
     */
    boolean record(Settlement settlement) throws StoreAway {
        Claim claim = new Claim(settlement, new CompletableFuture<>());
        if (!commits.offer(claim)) {
            throw new StoreAway("too many outcomes wait to be recorded");
        }
        return StoreAway.waitFor(claim.done());
    }

    /**
     * A delivery that is parked locks its dossier, and then the line of the notice: by itself, so that no two transactions
     * wait for each other. All others lock lines only, in their order.
     */
    private void settle(List<Claim> claims) {
        List<Claim> together = claims.stream()
                .filter(claim -> !(claim.settlement() instanceof Settlement.Parked))
                .toList();
        if (!together.isEmpty()) {
            halving.settle(together);
        }
        claims.stream()
                .filter(claim -> claim.settlement() instanceof Settlement.Parked)
                .forEach(claim -> halving.settle(List.of(claim)));
    }

    private void record(List<Claim> claims) throws SQLException, Collision {
        List<Dispatch> followers = new ArrayList<>();
        List<Dispatch> notices = new ArrayList<>();
        Set<UUID> recorded = new HashSet<>();
        boolean committed = false;
        try {
            transactions.run(connection -> write(connection, claims, recorded, followers, notices));
            committed = true;
        } finally {
            if (!committed) {
                notices.forEach(notice -> outbox.giveBack(notice.destination(), notice.sender()));
            }
        }
        outbox.occupy(followers);
        claims.stream()
                .filter(claim -> recorded.contains(id(claim.settlement())))
                .forEach(claim -> giveBack(claim.settlement().of()));
        outbox.dispatch(followers);
        outbox.dispatch(notices);
        claims.forEach(claim -> claim.done().complete(recorded.contains(id(claim.settlement()))));
    }

    private void giveBack(TakenUp ended) {
        outbox.giveBack(ended.line().destination(), ended.sender());
    }

    private List<Claim> held(List<Claim> claims) throws SQLException {
        Set<LineKey> held = transactions.run(connection -> lines.held(
                connection,
                claims.stream().map(claim -> claim.settlement().of().line()).toList()));
        return claims.stream()
                .filter(claim -> held.contains(claim.settlement().of().line()))
                .toList();
    }

    private static void failed(List<Claim> claims, StoreFailure why) {
        StoreAway away = switch (why) {
            case DATA -> new Unrecordable("the outcome cannot be written");
            case UNKNOWN -> new Unexplained("the outcome was not recorded, and nobody knows why");
            case UNAVAILABLE, COLLISION, LOCKED -> new StoreAway("the outcome was not recorded: " + why);
        };
        claims.forEach(claim -> claim.done().completeExceptionally(away));
    }

    private boolean write(
            Connection connection,
            List<Claim> claims,
            Set<UUID> recorded,
            List<Dispatch> followers,
            List<Dispatch> notices)
            throws SQLException, Collision {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Settlement.Delivered> delivered = new ArrayList<>();
        List<Settlement.Later> later = new ArrayList<>();
        List<Settlement.Parked> parked = new ArrayList<>();
        for (Claim claim : claims) {
            switch (claim.settlement()) {
                case Settlement.Delivered it -> delivered.add(it);
                case Settlement.Later it -> later.add(it);
                case Settlement.Parked it -> parked.add(it);
            }
        }
        List<LedgerEntry> entries = new ArrayList<>();
        for (Settlement.Parked park : parked) {
            park(connection, park, recorded, entries, notices);
        }
        followers.addAll(deliver(connection, delivered, now, recorded, entries));
        putBack(connection, later, now, recorded, entries);
        ledger.append(connection, entries, now);
        return true;
    }

    private List<Dispatch> deliver(
            Connection connection,
            List<Settlement.Delivered> delivered,
            Instant now,
            Set<UUID> recorded,
            List<LedgerEntry> entries)
            throws SQLException {
        if (delivered.isEmpty()) {
            return List.of();
        }
        lines.lock(
                connection,
                delivered.stream().map(it -> it.of().line()).distinct().toList());
        List<Ended> ended = deliveries.delivered(
                connection,
                delivered.stream()
                        .map(it -> new Delivered(id(it), it.reference()))
                        .toList(),
                now);
        Map<LineKey, Integer> shortened = new HashMap<>();
        for (Ended end : ended) {
            recorded.add(end.deliveryId());
            shortened.merge(end.line(), 1, Integer::sum);
        }
        for (Settlement.Delivered it : delivered) {
            if (recorded.contains(id(it))) {
                entries.add(attempt(it, null, it.reference()));
            }
        }
        queued.put(
                connection,
                delivered.stream()
                        .filter(it -> recorded.contains(id(it)) && overQueue(it))
                        .map(Settlements::put)
                        .toList());
        return departures.release(connection, lines.shorten(connection, shortened), calling(shortened), now);
    }

    private static boolean overQueue(Settlement settlement) {
        return settlement.of().delivery().destination().transport() == Transport.MQ;
    }

    private static PutDelivery put(Settlement.Delivered it) {
        Delivery delivery = it.of().delivery();
        String queue = Queues.out(delivery.destination().agency());
        return new PutDelivery(queue, delivery.key(), delivery.deliveryId(), it.boot());
    }

    /** The destinations whose next heads may follow at once, into the places that have just become free. */
    private Set<String> calling(Map<LineKey, Integer> shortened) {
        Set<String> calling = new HashSet<>();
        for (LineKey line : shortened.keySet()) {
            if (outbox.follows(line.destination())) {
                calling.add(line.destination());
            }
        }
        return calling;
    }

    private void putBack(
            Connection connection,
            List<Settlement.Later> later,
            Instant now,
            Set<UUID> recorded,
            List<LedgerEntry> entries)
            throws SQLException {
        recorded.addAll(deliveries.putBack(
                connection,
                later.stream()
                        .map(it -> new PutBack(
                                id(it),
                                it.of().round(),
                                it.called() ? 1 : 0,
                                it.own() ? 1 : 0,
                                it.code().wire(),
                                it.reason(),
                                it.nextAttempt()))
                        .toList(),
                now));
        for (Settlement.Later it : later) {
            if (it.called() && recorded.contains(id(it))) {
                entries.add(attempt(it, it.code().wire(), it.reason()));
            }
        }
    }

    private void park(
            Connection connection,
            Settlement.Parked park,
            Set<UUID> recorded,
            List<LedgerEntry> entries,
            List<Dispatch> told)
            throws SQLException, Collision {
        var delivery = park.of().delivery();
        dossiers.lock(connection, List.of(delivery.dossierCode()));
        if (!deliveries.park(
                connection, id(park), park.of().round(), 1, park.code().wire(), park.reason())) {
            return;
        }
        recorded.add(id(park));
        entries.add(attempt(park, park.code().wire(), park.reason()));
        entries.add(LedgerEntry.ofDelivery(
                Kind.PARKED, subject(park), park.actor(), park.code().wire(), park.reason()));
        told.addAll(notices.parked(connection, delivery, park.code(), park.reason()));
    }

    private static UUID id(Settlement settlement) {
        return settlement.of().delivery().deliveryId();
    }

    private static LedgerEntry attempt(Settlement settlement, @Nullable String code, @Nullable String detail) {
        return LedgerEntry.ofDelivery(
                Kind.ATTEMPT, subject(settlement), settlement.of().line().destination(), code, detail);
    }

    private static Subject subject(Settlement settlement) {
        return new Subject(
                settlement.of().delivery().exchangeId(),
                settlement.of().line().dossierId(),
                id(settlement),
                settlement.of().line().destination());
    }

    @Override
    public List<Worker> workers() {
        return commits.workers();
    }

    @Override
    public void close() {
        commits.close();
    }
}
