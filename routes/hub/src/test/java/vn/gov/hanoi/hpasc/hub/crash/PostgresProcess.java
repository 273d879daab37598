package vn.gov.hanoi.hpasc.hub.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;

/** A PostgreSQL of the harness's own, durable, always at the same port. */
final class PostgresProcess implements AutoCloseable {

    /** A superuser, for the harness's own questions. */
    private static final String USER = "postgres";

    static final String OWNER = "city_owner";
    static final String APPLICATION = "city_hub";
    private static final Duration START = Duration.ofSeconds(60);

    private final Path data;
    private final Path log;
    private final int port = FreePorts.next();
    private EmbeddedPostgres postgres;

    PostgresProcess(Path folder) throws IOException, SQLException {
        this.data = folder.resolve("data");
        this.log = folder.resolve("postgres.log");
        Files.createDirectories(folder);
        this.postgres = started();
        requireDurable();
        execute("create role " + OWNER + " login password 'owner'");
        execute("create role " + APPLICATION + " login password 'application'");
        execute("create database hub owner " + OWNER);
    }

    private EmbeddedPostgres started() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(START)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "1GB")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** A proof on a database that forgets at a power cut would prove nothing. */
    private void requireDurable() throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!"on".equals(text("postgres", "show " + setting))) {
                throw new IllegalStateException(setting + " is not on");
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /** The one number that {@code query} finds in the hub's database. */
    long number(String query) throws SQLException {
        return Long.parseLong(text("hub", query));
    }

    /** The first column of what {@code query} finds in the hub's database. */
    List<String> column(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect("hub");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, "postgres");
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** SIGKILL for every process of the server at once, as if the machine went dark. */
    void kill() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> backends = server.descendants().toList();
        server.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        backends.forEach(backend -> backend.onExit().join());
    }

    /** Starts it again on what the killed one left. */
    void restart() throws IOException {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        // Nothing is there to be stopped any more; this lets go of the folder.
        postgres.close();
        postgres = started();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
