package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The database as the rest of the hub sees it: ready once it was reached and its tables are those this version needs.
 * Waiting for that happens in the background; the hub starts without a database.
 */
public final class Store implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final long PAUSE_MILLIS = 500;

    private final Migrations migrations;
    private final DatabaseRoles roles;
    private final Durability durability;
    private final Sessions sessions;
    private final DatabaseTime time;
    private final List<Runnable> waiting = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean running;

    /**
     * What is looked at before anything is written.
     *
     * @param acceptsLoss whether receipts are given though the database may lose commits
     */
    record Sessions(PoolerProbe pooler, SessionSettings settings, boolean acceptsLoss) {

        void check() throws SQLException {
            pooler.check();
            settings.ensure();
        }
    }

    Store(Migrations migrations, DatabaseRoles roles, Durability durability, Sessions sessions, DatabaseTime time) {
        this.sessions = sessions;
        this.time = time;
        this.migrations = migrations;
        this.roles = roles;
        this.durability = durability;
    }

    /** Whether receipts are given though the database may lose commits. */
    boolean acceptsLoss() {
        return sessions.acceptsLoss();
    }

    /** Whether a receipt may be given: not while the database is known to lose commits, unless that is wanted. */
    public boolean promises() {
        return !durability.lost() || sessions.acceptsLoss();
    }

    /** Whether the tables are there. Stays true when the database goes away later. */
    public boolean ready() {
        return ready;
    }

    /** Runs {@code task} once, on a thread of its own, as soon as the tables are there; at once when they already are. */
    public void whenReady(Runnable task) {
        synchronized (waiting) {
            if (!ready) {
                waiting.add(task);
                return;
            }
        }
        run(task);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("store-migration").start(this::migrateWhenReachable);
    }

    private void migrateWhenReachable() {
        boolean troubled = false;
        try {
            do {
                try {
                    migrate();
                    return;
                } catch (RuntimeException | SQLException | Error e) {
                    if (!troubled) {
                        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("store.not-ready");
                    }
                    troubled = true;
                }
            } while (!stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nodes that start together wait for each other on Flyway's lock in the database. */
    private void migrate() throws SQLException {
        sessions.check();
        durability.check();
        int applied = migrations.run(roles);
        time.start(() -> {
            sessions.settings().ensure();
            durability.settings();
        });
        List<Runnable> tasks;
        synchronized (waiting) {
            ready = true;
            tasks = List.copyOf(waiting);
            waiting.clear();
        }
        LOG.atInfo().addKeyValue("migrations", applied).log("store.ready");
        tasks.forEach(Store::run);
    }

    private static void run(Runnable task) {
        Thread.ofVirtual().name("store-ready").start(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("store.listener-failed");
            }
        });
    }

    @Override
    public void stop() {
        stopping.countDown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Started first, stopped last. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
