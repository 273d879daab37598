package vn.gov.hanoi.hpasc.hub.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * A few connections by which health asks PostgreSQL: those of the hub's work may all be in use, and a server that stands still
 * must be given up soon.
 */
final class ProbePool implements AutoCloseable {

    private static final int CONNECTIONS = 2;
    private static final long CONNECT_MILLIS = 600;

    private final HikariDataSource connections;

    ProbePool(JdbcConnectionDetails server) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("health");
        config.setJdbcUrl(server.getJdbcUrl());
        config.setUsername(server.getUsername());
        config.setPassword(server.getPassword());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setValidationTimeout(CONNECT_MILLIS / 2);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "1");
        config.addDataSourceProperty("socketTimeout", "2");
        config.addDataSourceProperty("ApplicationName", "hpasc-health");
        this.connections = new HikariDataSource(config);
    }

    DataSource dataSource() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }
}
