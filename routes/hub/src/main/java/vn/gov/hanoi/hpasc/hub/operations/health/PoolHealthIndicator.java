package vn.gov.hanoi.hpasc.hub.operations.health;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Down while all connections to PostgreSQL are in use and somebody has waited for one at two looks in a row. */
final class PoolHealthIndicator extends AbstractHealthIndicator {

    private final HikariDataSource dataSource;
    private boolean waitedBefore;

    PoolHealthIndicator(HikariDataSource dataSource) {
        super("the connection pool does not answer");
        this.dataSource = dataSource;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        @Nullable HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
        if (pool == null) {
            health.unknown().withDetail("opened", false);
            return;
        }
        int active = pool.getActiveConnections();
        int waiting = pool.getThreadsAwaitingConnection();
        boolean full = active >= dataSource.getMaximumPoolSize() && waiting > 0;
        boolean exhausted = full && waitedBefore;
        waitedBefore = full;
        if (exhausted) {
            health.down()
                    .withDetail("problem", "all " + active + " connections are in use, " + waiting + " wait for one")
                    .withDetail(
                            "action",
                            "look for long transactions and locks in pg_stat_activity, or raise"
                                    + " spring.datasource.hikari.maximum-pool-size");
        } else {
            health.up();
        }
        health.withDetail("active", active).withDetail("waiting", waiting);
    }
}
