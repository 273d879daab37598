package vn.gov.hanoi.hpasc.hub.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.commit.Worker;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.line.Claims;
import vn.gov.hanoi.hpasc.hub.line.DepartureTable;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;

/**
 * Looks regularly, and when woken, for deliveries that are due, and for those whose broker message a crash lost. This is
 * what makes the hub heal by itself: whatever else fails, the next sweep sees what PostgreSQL says.
 */
final class Sweeper implements Worker.Employer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final String IN_FLIGHT =
            "select destination, sender, count(*) from delivery where state = 'in-flight' group by destination, sender";
    /** Sessions of other nodes; each node gives its sessions a name of its own. */
    private static final String OTHER_NODES = """
            select exists (select 1 from pg_stat_activity
                           where datname = current_database() and application_name like 'hpasc-hub-%'
                             and application_name <> current_setting('application_name'))""";

    private static final Duration RECOUNT = Duration.ofSeconds(2);
    private static final int FRESH_PART = 4;

    private final Transactions transactions;
    private final Windows windows;
    private final BrokerOutbox outbox;
    private final DestinationHealth health;
    private final Claims claims;
    private final RelayProperties properties;
    private final Clock clock;
    private final DepartureTable departures = new DepartureTable();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Map<String, Instant> resent = new HashMap<>();
    private boolean wanted;
    private Instant recounted = Instant.MIN;
    private volatile boolean closed;
    private final Worker worker;

    Sweeper(
            Transactions transactions,
            Windows windows,
            BrokerOutbox outbox,
            DestinationHealth health,
            Claims claims,
            RelayProperties properties,
            Clock clock) {
        this.transactions = transactions;
        this.windows = windows;
        this.outbox = outbox;
        this.health = health;
        this.claims = claims;
        this.properties = properties;
        this.clock = clock;
        this.worker = new Worker("relay-sweeper", this::work);
        outbox.sweptBy(this::wake);
    }

    /** Begins to sweep; the routes to the broker are there. */
    void start() {
        worker.start();
    }

    @Override
    public List<Worker> workers() {
        return List.of(worker);
    }

    private void wake() {
        lock.lock();
        try {
            wanted = true;
            asked.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        boolean away = false;
        while (!closed) {
            try {
                worker.begins();
                sweep();
                away = false;
                worker.ends();
                rest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException | Error e) {
                // an Error too: without this thread nothing that waits would ever go on
                worker.ends();
                // one line when it begins, not one for every sweep
                LOG.atLevel(away ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                        .addKeyValue("event", "relay.sweep-failed")
                        .addKeyValue("cause", String.valueOf(e.getMessage()))
                        .log("a sweep failed; the next one tries again");
                away = true;
                restQuietly();
            }
        }
    }

    private void rest() throws InterruptedException {
        lock.lock();
        try {
            if (!wanted) {
                boolean ignored = asked.await(properties.sweep().toMillis(), TimeUnit.MILLISECONDS);
            }
            wanted = false;
        } finally {
            lock.unlock();
        }
    }

    private void restQuietly() {
        try {
            rest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(recounted) || !now.isBefore(recounted.plus(RECOUNT))) {
            recount();
            recounted = now;
        }
        for (String destination : windows.destinations()) {
            outbox.woken(destination);
            resend(destination, now);
            takeDue(destination, now);
        }
    }

    private void recount() throws SQLException {
        Map<String, Map<String, Integer>> counts = transactions.run(Sweeper::inFlight);
        windows.destinations()
                .forEach(destination -> windows.out(destination, counts.getOrDefault(destination, Map.of())));
    }

    private static Map<String, Map<String, Integer>> inFlight(Connection connection) throws SQLException {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(IN_FLIGHT);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counts.computeIfAbsent(row.getString(1), first -> new HashMap<>())
                        .put(row.getString(2), row.getInt(3));
            }
        }
        return counts;
    }

    private void takeDue(String destination, Instant now) throws SQLException {
        boolean calling = health.calling(destination);
        int limit = calling ? windows.room(destination) : health.probeDue(destination) ? 1 : 0;
        if (limit == 0) {
            return;
        }
        boolean behind = calling && windows.hasBacklog(destination);
        Take take = transactions.run(connection -> take(connection, destination, limit, behind, now));
        take.taken().forEach(dispatch -> windows.occupy(destination, dispatch.sender(), 1));
        windows.backlog(destination, calling && take.more());
        outbox.dispatch(take.taken());
    }

    /** What was taken, and whether some sender has its full share and may have more. */
    private record Take(List<Dispatch> taken, boolean more) {}

    /** A destination that rests is probed with any of them, whatever its shares are. */
    private Map<String, Integer> rooms(String destination, List<String> senders) {
        if (health.calling(destination)) {
            return windows.rooms(destination, senders);
        }
        List<String> turns = new ArrayList<>(senders);
        Collections.shuffle(turns);
        Map<String, Integer> rooms = new LinkedHashMap<>();
        turns.forEach(sender -> rooms.put(sender, 1));
        return rooms;
    }

    /**
     * A turn of each sender. Behind a backlog, as after an outage, a part of the room is for what came just now: it need not
     * wait for all of it.
     */
    private Take take(Connection connection, String destination, int limit, boolean behind, Instant now)
            throws SQLException {
        List<String> senders = departures.senders(connection, destination);
        if (senders.isEmpty()) {
            return new Take(List.of(), false);
        }
        Map<String, Integer> rooms = rooms(destination, senders);
        Map<String, Integer> left = new LinkedHashMap<>(rooms);
        List<Dispatch> taken = new ArrayList<>();
        if (behind && limit > 1) {
            Map<String, Integer> fresh = new LinkedHashMap<>(rooms);
            fresh.replaceAll((sender, room) -> Math.ceilDiv(room, FRESH_PART));
            taken.addAll(departures.takeNewest(connection, destination, fresh, now));
            taken.forEach(dispatch -> left.merge(dispatch.sender(), -1, Integer::sum));
        }
        if (taken.size() < limit) {
            List<Dispatch> due = departures.takeDue(connection, destination, left, limit - taken.size(), now);
            due.forEach(dispatch -> left.merge(dispatch.sender(), -1, Integer::sum));
            taken.addAll(due);
        }
        return new Take(taken, left.values().stream().anyMatch(room -> room <= 0));
    }

    /**
     * At the first look everything in flight is sent again, since a former life of this node may have left it, and so is
     * what the broker did not take; but only where no other node may be in the middle of a call.
     */
    private void resend(String destination, Instant now) throws SQLException {
        Instant last = resent.getOrDefault(destination, Instant.MIN);
        boolean all = (outbox.somethingUnsent(destination) || last.equals(Instant.MIN)) && alone();
        if (!all && !now.isBefore(last) && now.isBefore(last.plus(properties.resendAfter()))) {
            return;
        }
        Instant before = all ? now : now.minus(claims.of(destination));
        List<Dispatch> lost = transactions.run(
                connection -> departures.relayAgain(connection, destination, before, 2 * properties.window(), now));
        resent.put(destination, now);
        outbox.dispatch(lost);
    }

    private boolean alone() throws SQLException {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OTHER_NODES);
                    ResultSet row = statement.executeQuery()) {
                return row.next() && !row.getBoolean(1);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
