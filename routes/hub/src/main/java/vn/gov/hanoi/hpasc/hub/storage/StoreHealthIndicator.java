package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.SQLException;
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
    protected void doHealthCheck(Health.Builder health) {
        try {
            health(health, durability.settings());
        } catch (SQLException away) {
            health.down()
                    .withDetail("problem", "PostgreSQL does not answer: " + away.getMessage())
                    .withDetail(
                            "action",
                            "see that it runs and that spring.datasource.url leads to it; the hub goes on by itself"
                                    + " as soon as it answers");
        }
    }

    private void health(Health.Builder health, Durability.Settings found) {
        if (!found.durable()) {
            health.withDetail("problem", "PostgreSQL may lose what it has committed")
                    .withDetail(
                            "action",
                            "set fsync, full_page_writes and synchronous_commit to on; or accept the loss with"
                                    + " hub.database.accept-without-durability");
        }
        health.status(store.ready() && (found.durable() || store.acceptsLoss()) ? "UP" : "DOWN")
                .withDetail("migrated", store.ready())
                .withDetail("durable", found.durable())
                .withDetails(found.settings());
    }
}
