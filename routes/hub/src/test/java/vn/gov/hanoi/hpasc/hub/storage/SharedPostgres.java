package vn.gov.hanoi.hpasc.hub.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
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

    /** The URL of a database without tables. */
    static String empty() {
        try {
            return Server.RUNNING.fresh("hub_" + DATABASES.incrementAndGet());
        } catch (SQLException e) {
            throw new IllegalStateException("no database for this test", e);
        }
    }

    static Connection superuser(String url) throws SQLException {
        return Server.RUNNING.superuser(url.substring(url.lastIndexOf('/') + 1));
    }

    /** What a hub is told of the database at {@code url}. */
    static JdbcConnectionDetails details(String url, DatabaseLogin login) {
        return new StorageConfiguration.OwnPostgresConnection(url, login);
    }

    static DatabaseLogin application() {
        return new DatabaseLogin(Server.RUNNING.user(), Server.RUNNING.password());
    }

    static DatabaseLogin owner() {
        return new DatabaseLogin(Server.RUNNING.owner(), Server.RUNNING.ownerPassword());
    }

    /** The URL of an empty database with the tables of the hub. */
    public static String migrated() {
        String url = empty();
        Flyway.configure()
                .dataSource(url, owner().user(), owner().password())
                .load()
                .migrate();
        try (HikariDataSource owner = ownerPool(url)) {
            new Rows(owner).all("select grant_application(?)", application().user());
        }
        return url;
    }

    /** Lets new sessions of the application have what those of a hub have. */
    public static void withSessionSettings(String url) throws SQLException {
        try (HikariDataSource pool = pool(url)) {
            new SessionSettings(pool, true).ensure();
        }
    }

    /** A pool of the tables' owner, for a test that bends them. */
    public static HikariDataSource ownerPool(String url) {
        return pool(url, owner());
    }

    /** A pool as a node of the hub has one. */
    public static HikariDataSource pool(String url) {
        return pool(url, application());
    }

    /** A session of the application that sends statements as they are, with no parameters of their own. */
    public static Connection unprepared(String url) throws SQLException {
        return DriverManager.getConnection(
                url + "?preferQueryMode=simple",
                application().user(),
                application().password());
    }

    /** A pool of the application that notes the text of each statement that is prepared on it. */
    public static HikariDataSource recordingPool(String url, Set<String> statements) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(application().user());
        source.setPassword(application().password());
        HikariConfig config = new HikariConfig();
        config.setDataSource(new RecordingDataSource(source, statements));
        return pool(config);
    }

    private static HikariDataSource pool(String url, DatabaseLogin login) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(login.user());
        config.setPassword(login.password());
        return pool(config);
    }

    private static HikariDataSource pool(HikariConfig config) {
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_000);
        return new HikariDataSource(config);
    }
}
