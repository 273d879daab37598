package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL server of our own in one folder: started, adopted when it already runs, stopped. */
final class PostgresServer {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private static final Duration START = Duration.ofSeconds(60);
    private static final long LOG_FILE_LIMIT = 10_000_000;

    /** Given on the command line, where they win over every file: durability is not a matter of taste. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("wal_buffers", "16MB"),
            Map.entry("wal_compression", "off"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("commit_delay", "0"),
            Map.entry("jit", "off"),
            Map.entry("log_file_mode", "0600"),
            Map.entry("timezone", "UTC"),
            // A failed statement is logged without its values: they are personal data.
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_checkpoints", "off"));

    private final Path folder;
    private final Path data;
    private final PostgresAccess access;
    private long answered;

    PostgresServer(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.access = PostgresAccess.in(folder, Postmaster.of(data).filter(Postmaster::alive));
    }

    PostgresAccess access() {
        return access;
    }

    /**
     * Returns once the server of this folder answers: at once when it did before and still lives, else by adopting,
     * awaiting or starting it.
     */
    synchronized void ensureRunning() throws IOException, SQLException {
        Optional<Postmaster> postmaster = Postmaster.of(data);
        if (postmaster.filter(Postmaster::alive).isPresent()) {
            long pid = postmaster.get().pid();
            if (pid != answered) {
                prepareDatabase();
                answered = pid;
                LOG.atInfo()
                        .addKeyValue("pid", pid)
                        .addKeyValue("port", access.port())
                        .log("postgres.adopted");
            }
            return;
        }
        start();
    }

    private void start() throws IOException, SQLException {
        PostgresBinaries binaries = PostgresBinaries.in(folder);
        Postmaster.forget(data);
        initialise(binaries);
        rotateLog();
        PrivateFiles.file(log());
        String settings = SETTINGS.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "='" + setting.getValue() + "'")
                .collect(Collectors.joining(" ", "-p " + access.port() + " ", ""));
        run(binaries.command(
                "pg_ctl",
                "-D",
                data.toString(),
                "-l",
                log().toString(),
                "-o",
                settings,
                "-t",
                Long.toString(START.toSeconds()),
                "-w",
                "start"));
        prepareDatabase();
        answered = Postmaster.of(data).map(Postmaster::pid).orElse(0L);
        LOG.atInfo()
                .addKeyValue("pid", answered)
                .addKeyValue("port", access.port())
                .log("postgres.started");
    }

    private void initialise(PostgresBinaries binaries) throws IOException {
        if (Files.exists(data)) {
            return;
        }
        Path making = folder.resolve("data.new");
        PostgresBinaries.delete(making);
        run(binaries.command(
                "initdb",
                "-D",
                making.toString(),
                "-U",
                access.bootstrap().user(),
                "--pwfile",
                access.passwordFile().toString(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums"));
        Files.move(making, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Stops the server, waiting for its last checkpoint. */
    synchronized void stop() throws IOException {
        if (Postmaster.of(data).filter(Postmaster::alive).isEmpty()) {
            return;
        }
        PostgresBinaries binaries = PostgresBinaries.in(folder);
        run(binaries.command("pg_ctl", "-D", data.toString(), "-m", "fast", "-t", "30", "-w", "stop"));
        LOG.info("postgres.stopped");
    }

    /** Proves that who answers is the server of this folder, and makes the hub's roles and database what they shall be. */
    private void prepareDatabase() throws SQLException, IOException {
        PostgresRoles roles = new PostgresRoles(access);
        try (Connection connection = roles.connect("postgres");
                Statement statement = connection.createStatement()) {
            Path served = Path.of(only(statement, "show data_directory"));
            if (!Files.isSameFile(served, data)) {
                throw new IOException("port " + access.port() + " belongs to the PostgreSQL of " + served);
            }
            roles.prepare(connection);
        }
        roles.prepareDatabase(PostgresAccess.DATABASE);
    }

    private static String only(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_FILE_LIMIT) {
            Files.move(log(), folder.resolve("postgres.1.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void run(List<String> command) throws IOException {
        Path output = folder.resolve("control.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(PrivateFiles.file(output).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(2 * START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no end of " + command);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command, e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + " of " + command + ": "
                    + Files.readString(output).strip() + "; see " + log());
        }
    }
}
