package vn.gov.hanoi.hpasc.hub.storage;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings up the data folder and the database. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean(destroyMethod = "close")
    DataFolder dataFolder(StorageProperties properties) {
        return DataFolder.take(properties.folder(), PATIENCE);
    }

    @Bean
    Durability durability(DataSource dataSource) {
        return new Durability(dataSource);
    }

    @Bean
    Store store(JdbcConnectionDetails connection, Durability durability) {
        return new Store(connection, durability);
    }

    @Bean
    StoreHealthIndicator storeHealthIndicator(Store store, Durability durability) {
        return new StoreHealthIndicator(store, durability);
    }

    /** Without a database of the operator's, the hub brings its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
    static class OwnPostgres {

        /** The data source depends on it, so that it is stopped after everything that might still write. */
        @Bean(initMethod = "start", destroyMethod = "close")
        PostgresKeeper postgresKeeper(DataFolder folder) {
            return new PostgresKeeper(new PostgresServer(folder.resolve("postgres")));
        }

        @Bean
        JdbcConnectionDetails ownPostgresConnection(PostgresKeeper keeper) {
            return new OwnPostgresConnection(keeper.access());
        }
    }

    /** What the connection pool needs to know of it. */
    record OwnPostgresConnection(PostgresAccess access) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return access.user();
        }

        @Override
        public String getPassword() {
            return access.password();
        }

        @Override
        public String getJdbcUrl() {
            return access.url("hub");
        }
    }
}
