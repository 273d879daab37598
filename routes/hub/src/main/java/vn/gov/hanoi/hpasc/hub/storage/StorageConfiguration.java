package vn.gov.hanoi.hpasc.hub.storage;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

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
    DatabaseRoles databaseRoleRights(DataSource dataSource) {
        return new DatabaseRoles(dataSource);
    }

    @Bean
    DatabaseTime databaseTime(DataSource dataSource, Clock clock, MeterRegistry meters) {
        return new DatabaseTime(dataSource, clock, meters);
    }

    @Bean
    Store store(
            JdbcConnectionDetails connection,
            DatabaseOwner owner,
            DatabaseRoles roles,
            Durability durability,
            DataSource dataSource,
            DatabaseTime time,
            @Value("${hub.database.accept-without-durability:false}") boolean acceptsLoss) {
        Store.Sessions sessions = new Store.Sessions(
                new PoolerProbe(dataSource), new SessionSettings(dataSource, !acceptsLoss), acceptsLoss);
        return new Store(new Migrations(connection, owner), roles, durability, sessions, time);
    }

    /** Named {@code databaseRoles} in health, and in readiness. */
    @Bean
    DatabaseRolesHealthIndicator databaseRolesHealthIndicator(Store store, ProbePool probes) {
        return new DatabaseRolesHealthIndicator(store, new DatabaseRoles(probes.dataSource()));
    }

    @Bean
    StoreHealthIndicator storeHealthIndicator(Store store, ProbePool probes) {
        return new StoreHealthIndicator(store, new Durability(probes.dataSource()));
    }

    @Bean
    CommitsHealthIndicator commitsHealthIndicator(ProbePool probes) {
        return new CommitsHealthIndicator(probes.dataSource());
    }

    @Bean(destroyMethod = "close")
    ProbePool probePool(JdbcConnectionDetails connection) {
        return new ProbePool(connection);
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
            return new OwnPostgresConnection(
                    keeper.access().url(PostgresAccess.DATABASE),
                    keeper.access().application());
        }

        @Bean
        DatabaseOwner ownPostgresOwner(PostgresKeeper keeper) {
            return new DatabaseOwner(Optional.of(keeper.access().owner()));
        }
    }

    /** Of a database of the operator's, he tells the owner; or he migrates himself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!'${spring.datasource.url:}'.isEmpty()")
    static class ExternalPostgres {

        @Bean
        DatabaseOwner databaseOwner(DatabaseOwnerProperties properties, Environment environment) {
            return properties.owner(environment);
        }
    }

    /** What the connection pool needs to know of it. */
    record OwnPostgresConnection(String url, DatabaseLogin login) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return login.user();
        }

        @Override
        public String getPassword() {
            return login.password();
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }
    }
}
