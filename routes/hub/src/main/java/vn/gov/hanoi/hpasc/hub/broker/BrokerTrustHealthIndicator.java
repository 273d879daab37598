package vn.gov.hanoi.hpasc.hub.broker;

import java.util.List;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Down while a broker elsewhere lets in or takes what it must not; unknown while it is away, which heals by itself. */
final class BrokerTrustHealthIndicator extends AbstractHealthIndicator {

    private final BrokerTrust trust;

    BrokerTrustHealthIndicator(BrokerTrust trust) {
        super("the broker cannot be judged");
        this.trust = trust;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> findings = trust.findings();
        if (findings == null) {
            health.unknown().withDetail("probed", false);
        } else if (findings.isEmpty()) {
            health.up().withDetail("probed", true);
        } else {
            health.down().withDetail("probed", true).withDetail("findings", findings);
        }
    }
}
