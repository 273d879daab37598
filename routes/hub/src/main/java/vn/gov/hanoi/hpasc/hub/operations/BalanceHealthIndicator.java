package vn.gov.hanoi.hpasc.hub.operations;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Down while the balance has not been counted for minutes: nobody would see that a delivery is gone. */
final class BalanceHealthIndicator extends AbstractHealthIndicator {

    private final BalanceMeters meters;

    BalanceHealthIndicator(BalanceMeters meters) {
        this.meters = meters;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(meters.stale() ? "DOWN" : "UP")
                .withDetail("age", meters.age().toString());
    }
}
