package vn.gov.hanoi.hpasc.hub.broker;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What one broker needs to know.
 *
 * @param journal folder of its journal, its bindings, its pages and its large messages
 * @param host address it listens at
 * @param port where it listens, CORE and AMQP; 0 for any free one
 * @param memory how much of all queues together may be in memory; the rest is on disk
 * @param flushEvery how long a write may wait for others to share its flush to disk
 * @param minFreeDisk durable messages are refused while less disk than this is free at the journal
 * @param cluster the user by which brokers of a pair know each other; a random one when not given
 */
public record BrokerSettings(
        Path journal,
        String host,
        int port,
        DataSize memory,
        Duration flushEvery,
        DataSize minFreeDisk,
        BrokerUsers.@Nullable Credentials cluster) {

    /** The port agencies know. */
    public static final int DEFAULT_PORT = 61616;

    /** Settings under {@code dataDir} that fit a machine of two cores. */
    public static BrokerSettings under(Path dataDir, String host, int port) {
        return new BrokerSettings(
                dataDir.resolve("artemis"),
                host,
                port,
                DataSize.ofMegabytes(100),
                Duration.ofNanos(500_000),
                DataSize.ofMegabytes(500),
                null);
    }
}
