package vn.gov.hanoi.hpasc.hub.broker.guard;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the broker's network port. None of them applies to the hub's own user, save the sizes.
 *
 * @param loginTimeout how long a connection may stay without a login
 * @param unauthenticated connections without a login at once; beyond it the oldest is closed
 * @param unauthenticatedPerAddress the same for one peer address
 * @param messageSize the longest message; more than ingress takes, so that what is a little too long is still answered
 * @param frameSize the longest frame of a logged-in CORE client, that is the longest message it may send in one piece
 * @param connections connections of one user
 * @param sessions sessions of one user
 * @param links producers and consumers of one user
 * @param pending bytes of one user that are half received or not yet committed
 * @param queueMessages messages that may wait in one agency's queue to the hub
 * @param queueSize bytes that may wait there
 */
public record BrokerLimits(
        @DefaultValue("10s") Duration loginTimeout,
        @Min(1) @DefaultValue("1024") int unauthenticated,
        @Min(1) @DefaultValue("128") int unauthenticatedPerAddress,
        @DefaultValue("8MB") DataSize messageSize,
        @DefaultValue("2560KB") DataSize frameSize,
        @Min(1) @DefaultValue("32") int connections,
        @Min(1) @DefaultValue("256") int sessions,
        @Min(1) @DefaultValue("256") int links,
        @DefaultValue("64MB") DataSize pending,
        @Min(1) @DefaultValue("50000") long queueMessages,
        @DefaultValue("512MB") DataSize queueSize) {

    /** What is longest in a frame that carries no message: names, filters, credentials. */
    static final int CONTROL_FRAME = 64 << 10;

    /** The limits where nothing is configured. */
    public static BrokerLimits defaults() {
        return new BrokerLimits(
                Duration.ofSeconds(10),
                1024,
                128,
                DataSize.ofMegabytes(8),
                DataSize.ofKilobytes(2560),
                32,
                256,
                256,
                DataSize.ofMegabytes(64),
                50_000,
                DataSize.ofMegabytes(512));
    }
}
