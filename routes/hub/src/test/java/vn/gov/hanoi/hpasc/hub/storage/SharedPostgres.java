package vn.gov.hanoi.hpasc.hub.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/** One real PostgreSQL for all tests of a JVM, since its start costs seconds; each test class has a database of its own. */
public final class SharedPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private SharedPostgres() {}

    private static final class Server {
        static final TestPostgres RUNNING = start();

        private static TestPostgres start() {
            try {
                var folder = Files.createTempDirectory("hpasc-postgres");
                TestPostgres postgres = TestPostgres.startedIn(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        postgres.close();
                        FileSystemUtils.deleteRecursively(folder);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
                return postgres;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }
    }

    /** The URL of an empty database with the tables of the hub. */
    public static String migrated() {
        try {
            String url = Server.RUNNING.fresh("hub_" + DATABASES.incrementAndGet());
            Flyway.configure()
                    .dataSource(url, Server.RUNNING.user(), Server.RUNNING.password())
                    .load()
                    .migrate();
            return url;
        } catch (SQLException e) {
            throw new IllegalStateException("no database for this test", e);
        }
    }

    /** A pool as a node of the hub has one. */
    public static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(Server.RUNNING.user());
        config.setPassword(Server.RUNNING.password());
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_000);
        return new HikariDataSource(config);
    }
}
