package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.JMSException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Down while no message goes through the broker, while it refuses messages, and while it must not be used. */
final class BrokerHealthIndicator extends AbstractHealthIndicator {

    private static final String KEPT = "what agencies sent over HTTP is accepted and waits in PostgreSQL; ";

    private final BrokerTrust trust;
    private final BrokerRoundTrip roundTrip;
    private final @Nullable HubBroker own;

    /** @param own the broker in this process; null for one elsewhere */
    BrokerHealthIndicator(BrokerTrust trust, BrokerRoundTrip roundTrip, @Nullable HubBroker own) {
        super("the broker does not answer");
        this.trust = trust;
        this.roundTrip = roundTrip;
        this.own = own;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> findings = trust.findings();
        String problem = own == null ? null : own.problem();
        if (findings != null && !findings.isEmpty()) {
            down(health, "the broker is not safe to use: " + findings, "see the component brokerTrust");
        } else if (problem != null) {
            down(health, problem, "make room on its disk, or restart the hub if it does not run");
        } else {
            roundTrip(health);
        }
    }

    private void roundTrip(Health.Builder health) {
        try {
            if (roundTrip.made()) {
                health.up();
            } else {
                down(health, "the broker took a message and did not give it back", "look at its log and its disk");
            }
        } catch (JMSException | RuntimeException away) {
            down(
                    health,
                    "no message goes through the broker: " + away.getMessage(),
                    own == null
                            ? "see that it runs, that spring.artemis.broker-url leads to it, and that its disk is not full"
                            : "look at the hub's log");
        }
    }

    private static void down(Health.Builder health, String problem, String action) {
        health.down().withDetail("problem", problem).withDetail("action", KEPT + action);
    }
}
