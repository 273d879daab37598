package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import vn.gov.hanoi.hpasc.hub.broker.guard.BrokerLimits;

/**
 * The broker inside the hub's process; of a broker elsewhere, {@code spring.artemis} tells.
 *
 * @param host address it listens at
 * @param port where it listens, CORE and AMQP; 0 for any free one
 * @param usersDir folder of its users; {@code brokers} in the data folder when not given
 * @param createMissingUsers whether an agency without a user gets one: in the sandbox, never in production
 * @param memory how much of all queues together may be in memory
 * @param flushEvery how long a write may wait for others to share its flush to disk
 * @param minFreeDisk durable messages are refused, at once, while less disk than this is free at the journal
 * @param connections connections the hub shares among its sessions
 * @param clusterUser user by which brokers of a pair know each other; a random one when not given
 * @param clusterPassword its password, of 16 characters at least
 * @param limits what others may make the broker hold
 */
@Validated
@ConfigurationProperties("hub.broker")
record BrokerProperties(
        @NotBlank @DefaultValue("127.0.0.1") String host,

        @Min(0) @Max(65535) @DefaultValue("" + BrokerSettings.DEFAULT_PORT)
        int port,

        @Nullable Path usersDir,
        boolean createMissingUsers,
        @DefaultValue("100MB") DataSize memory,
        @DefaultValue("500us") Duration flushEvery,
        @DefaultValue("500MB") DataSize minFreeDisk,
        @Min(1) @DefaultValue("4") int connections,
        @Nullable String clusterUser,
        @Nullable String clusterPassword,
        @Valid @DefaultValue BrokerLimits limits) {

    /** The user of a pair; null without one. */
    BrokerUsers.@Nullable Credentials cluster() {
        return clusterUser == null && clusterPassword == null
                ? null
                : new BrokerUsers.Credentials(
                        Objects.requireNonNullElse(clusterUser, ""), Objects.requireNonNullElse(clusterPassword, ""));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BrokerProperties[" + host + ":" + port + "]";
    }
}
