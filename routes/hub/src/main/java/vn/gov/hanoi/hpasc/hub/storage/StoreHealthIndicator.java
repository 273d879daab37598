package vn.gov.hanoi.hpasc.hub.storage;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Down while the tables are not there, the database does not answer, or its commits are not durable. */
final class StoreHealthIndicator extends AbstractHealthIndicator {

    private final Store store;
    private final Durability durability;

    StoreHealthIndicator(Store store, Durability durability) {
        super("the database does not answer");
        this.store = store;
        this.durability = durability;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws Exception {
        Durability.Settings found = durability.settings();
        health.status(store.ready() && found.durable() ? "UP" : "DOWN")
                .withDetail("migrated", store.ready())
                .withDetail("durable", found.durable())
                .withDetails(found.settings());
    }
}
