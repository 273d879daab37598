package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The time of the database, which is the same for all nodes that share it, whatever each of their own clocks says. Between
 * two readings it goes on by the monotonic clock of the JVM, so that a step of this machine's clock does not move it. Until
 * the database was first read it gives this machine's time.
 */
public final class DatabaseClock extends Clock {

    /** A reading that took longer says too little about the time in between, unless it is the first. */
    static final Duration LONGEST_READING = Duration.ofMillis(250);

    private final Clock machine;
    private final LongSupplier nanos;
    private volatile Reading latest;

    /**
     * What the time was.
     *
     * @param nanos of the monotonic clock at that time
     * @param database whether the database said so
     */
    private record Reading(long nanos, Instant time, boolean database) {}

    /** @param machine the clock of this machine */
    public DatabaseClock(Clock machine) {
        this(machine, System::nanoTime);
    }

    DatabaseClock(Clock machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
        this.latest = new Reading(nanos.getAsLong(), machine.instant(), false);
    }

    @Override
    public Instant instant() {
        Reading from = latest;
        return from.database() ? from.time().plusNanos(nanos.getAsLong() - from.nanos()) : machine.instant();
    }

    /**
     * Reads the time of the database.
     *
     * @return by how much this clock was moved; zero when the reading took too long to be of use
     */
    Duration read(Connection connection) throws SQLException {
        long asked = nanos.getAsLong();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            Instant time = row.getObject(1, OffsetDateTime.class).toInstant();
            return set(asked, nanos.getAsLong(), time);
        }
    }

    /** The database said {@code time} between two readings of the monotonic clock. */
    Duration set(long asked, long answered, Instant time) {
        Reading before = latest;
        if (before.database() && answered - asked > LONGEST_READING.toNanos()) {
            return Duration.ZERO;
        }
        long between = asked + (answered - asked) / 2;
        Instant expected = before.time().plusNanos(between - before.nanos());
        latest = new Reading(between, time, true);
        return Duration.between(expected, time);
    }

    /** How far this machine's clock is ahead of the database's; negative when it is behind. */
    Duration machineAhead() {
        return Duration.between(instant(), machine.instant());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The hub calculates in UTC. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the hub calculates in UTC");
    }
}
