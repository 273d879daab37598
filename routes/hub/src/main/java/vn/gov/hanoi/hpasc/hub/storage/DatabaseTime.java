package vn.gov.hanoi.hpasc.hub.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Synchronizes the {@link DatabaseClock} with the database: reads it before the store is ready, and every second from then on. Looks
 * then, too, whether sessions still have the settings that they need.
 */
final class DatabaseTime implements AutoCloseable {

    /** What is looked at every second besides. */
    @FunctionalInterface
    interface Look {
        void at() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Machines that keep their clocks by NTP differ by milliseconds. */
    private static final Duration REMARKABLE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean told;

    /** @param clock the hub's; where it is not the database's, as in a test that moves it by hand, nothing is read */
    DatabaseTime(DataSource dataSource, Clock clock, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.clock = clock;
        if (clock instanceof DatabaseClock database) {
            TimeGauge.builder(
                            "hub.clock.ahead",
                            database,
                            TimeUnit.MILLISECONDS,
                            it -> it.machineAhead().toMillis())
                    .description("How far this machine's clock is ahead of the database's; the hub goes by the latter")
                    .register(meters);
        }
    }

    /** Reads it at once, and then again every second on a thread of its own. */
    void start(Look besides) throws SQLException {
        read();
        Thread.ofPlatform().daemon().name("database-clock").start(() -> keep(besides));
    }

    private void keep(Look besides) {
        try {
            while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    read();
                    besides.at();
                } catch (SQLException | RuntimeException e) {
                    LOG.atDebug()
                            .addKeyValue("event", "clock.unread")
                            .addKeyValue("cause", String.valueOf(e.getMessage()))
                            .log("the database was not looked at; the clock goes on by itself");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws SQLException {
        if (clock instanceof DatabaseClock database) {
            read(database);
        }
    }

    private void read(DatabaseClock database) throws SQLException {
        Duration moved;
        try (Connection connection = dataSource.getConnection()) {
            moved = database.read(connection);
        }
        if (moved.abs().compareTo(REMARKABLE) > 0) {
            LOG.atWarn()
                    .addKeyValue("event", "clock.moved")
                    .addKeyValue("by", moved)
                    .log("the hub's time follows the database's");
        }
        Duration ahead = database.machineAhead();
        boolean wrong = ahead.abs().compareTo(REMARKABLE) > 0;
        if (wrong && !told) {
            LOG.atWarn()
                    .addKeyValue("event", "clock.differs")
                    .addKeyValue("ahead", ahead)
                    .log("this machine's clock is not the database's; the hub goes by the latter");
        }
        told = wrong;
    }

    @Override
    public void close() {
        stopping.countDown();
    }
}
