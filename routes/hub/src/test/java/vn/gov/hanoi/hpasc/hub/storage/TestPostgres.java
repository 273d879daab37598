package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL that a test owns: durable, to be killed and started at will, always at the same port. */
public final class TestPostgres implements AutoCloseable {

    private final PostgresServer server;
    private final Path data;

    private TestPostgres(Path folder) {
        this.server = new PostgresServer(folder);
        this.data = folder.resolve("data");
    }

    public static TestPostgres startedIn(Path folder) throws IOException, SQLException {
        TestPostgres postgres = new TestPostgres(folder);
        postgres.start();
        return postgres;
    }

    /** Starts it again after {@link #kill} or {@link #stop}; nothing happens when it runs. */
    public void start() throws IOException, SQLException {
        Patience patience = Patience.of(Duration.ofMinutes(1));
        while (true) {
            try {
                server.ensureRunning();
                return;
            } catch (SQLException | IOException notYet) {
                if (!patience.rest(Duration.ofMillis(200))) {
                    throw notYet;
                }
            }
        }
    }

    /**
     * As {@code kill -9} of the server process. Returns when the processes it had made are gone too: one of them that is late
     * to notice may still commit.
     */
    public void kill() {
        Postmaster.of(data).map(Postmaster::pid).flatMap(ProcessHandle::of).ifPresent(TestPostgres::kill);
    }

    private static void kill(ProcessHandle server) {
        List<ProcessHandle> backends = server.descendants().toList();
        server.destroyForcibly();
        server.onExit().join();
        backends.forEach(backend -> backend.onExit().join());
    }

    public void stop() throws IOException {
        server.stop();
    }

    /** Makes an empty database beside the others and gives its URL. */
    public String fresh(String name) throws SQLException {
        PostgresRoles roles = new PostgresRoles(server.access());
        try (Connection connection = roles.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
        }
        roles.prepareDatabase(name);
        return url(name);
    }

    public String url(String database) {
        return server.access().url(database);
    }

    /** The role that a hub works as. */
    public String user() {
        return server.access().application().user();
    }

    public String password() {
        return server.access().application().password();
    }

    /** The role that owns the tables: for a test that bends them. */
    public String owner() {
        return server.access().owner().user();
    }

    public String ownerPassword() {
        return server.access().owner().password();
    }

    /** A connection of the superuser, which no hub has. */
    Connection superuser(String database) throws SQLException {
        return new PostgresRoles(server.access()).connect(database);
    }

    /** Settings that lead a hub to {@code url}, with both roles. */
    public Map<String, Object> settings(String url) {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user(),
                "spring.datasource.password", password(),
                "hub.database.owner.username", owner(),
                "hub.database.owner.password", ownerPassword());
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
