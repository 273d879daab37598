package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the hub's own PostgreSQL running while the hub runs: brings it up, and up again when it dies. */
final class PostgresKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresKeeper.class);
    private static final long LOOK_MILLIS = 250;

    private final PostgresServer server;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread watch;
    private boolean troubled;

    PostgresKeeper(PostgresServer server) {
        this.server = server;
        this.watch = Thread.ofPlatform().daemon().name("postgres-keeper").unstarted(this::watch);
    }

    void start() {
        watch.start();
    }

    PostgresAccess access() {
        return server.access();
    }

    private void watch() {
        try {
            do {
                look();
            } while (!stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            server.ensureRunning();
            troubled = false;
        } catch (IOException | SQLException | RuntimeException | Error e) {
            if (!troubled) {
                LOG.atWarn().addKeyValue("reason", e.getMessage()).log("postgres.not-yet-up");
            }
            troubled = true;
        }
    }

    /** Stops the server. A start under way is first seen to its end, so that nothing is left running. */
    @Override
    public void close() throws IOException, InterruptedException {
        stopping.countDown();
        watch.join(TimeUnit.MINUTES.toMillis(2));
        server.stop();
    }
}
