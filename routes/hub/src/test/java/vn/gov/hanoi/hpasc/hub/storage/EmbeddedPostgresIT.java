package vn.gov.hanoi.hpasc.hub.storage;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.gov.hanoi.hpasc.hub.storage.StorageConfiguration.OwnPostgresConnection;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedPostgresIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private PostgresServer server;

    @BeforeEach
    void start() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresOfAnotherProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.lines().anyMatch("up"::equals)).isTrue();
            other.destroyForcibly();
            assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        server = new PostgresServer(folder);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void adoptsTheServerThatAKilledHubLeftRunning() throws Exception {
        long left = pid();

        server.ensureRunning();

        assertThat(pid()).isEqualTo(left);
        assertThat(show("server_version")).startsWith("17.");
    }

    @Test
    void flushesEveryCommitToDiskBeforeItAnswers() throws Exception {
        server.ensureRunning();

        assertThat(show("fsync")).isEqualTo("on");
        assertThat(show("synchronous_commit")).isEqualTo("on");
        assertThat(show("full_page_writes")).isEqualTo("on");
        assertThat(show("data_checksums")).isEqualTo("on");
    }

    @Test
    void isDownInHealthWhenTheServerDoesNotFlush() throws Exception {
        server.ensureRunning();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(server.access().url("hub"));
        dataSource.setUser(server.access().application().user());
        dataSource.setPassword(server.access().application().password());
        assertThat(new Durability(dataSource).settings().durable()).isTrue();

        dataSource.setOptions("-c synchronous_commit=off");

        assertThat(new Durability(dataSource).settings().durable()).isFalse();
    }

    @Test
    void listensOnLoopbackOnlyAndAsksForThePasswordOfItsFolder() throws Exception {
        server.ensureRunning();

        assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
        for (String file : List.of("password", "owner.password", "application.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
        for (String user : List.of("hub", "hub_owner", "hub_application")) {
            assertThatThrownBy(() -> connect(new DatabaseLogin(user, "guess")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void bringsTheServerUpAgainAtTheSamePortWhenItIsKilled() throws Exception {
        PostgresKeeper keeper = new PostgresKeeper(server);
        keeper.start();
        await().atMost(ofSeconds(30)).ignoreExceptions().untilAsserted(() -> show("port"));
        execute("create table kept (what text); insert into kept values ('receipt')");
        long first = pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            assertThat(pid()).isNotEqualTo(first);
            assertThat(query("select what from kept")).isEqualTo("receipt");
        });
        keeper.close();
        assertThat(Postmaster.of(folder.resolve("data"))).isEmpty();
    }

    @Test
    void comesBackAfterItWasStopped() throws Exception {
        server.ensureRunning();
        execute("create table kept (what text)");
        int port = server.access().port();
        server.stop();

        server = new PostgresServer(folder);
        server.ensureRunning();

        assertThat(server.access().port()).isEqualTo(port);
        assertThat(query("select count(*) from kept")).isEqualTo("0");
    }

    @Test
    void handsTheTablesOfAnEarlierVersionOverToTheOwner() throws Exception {
        server.ensureRunning();
        PostgresRoles roles = new PostgresRoles(server.access());
        try (Connection superuser = roles.connect("postgres");
                Statement statement = superuser.createStatement()) {
            // as it was: one role, a superuser, that owns everything; and a start that was killed on the way
            statement.execute("drop database hub with (force)");
            statement.execute("drop role hub_application");
            statement.execute("alter role hub_owner nologin password null");
            statement.execute("create database hub");
        }
        DatabaseLogin before = server.access().bootstrap();
        Flyway.configure()
                .dataSource(server.access().url("hub"), before.user(), before.password())
                .target("6")
                .load()
                .migrate();
        try (Connection one = roles.connect("hub");
                Statement statement = one.createStatement()) {
            statement.execute("insert into ledger_entry (at, kind, actor) values (now(), 'kept', 'hub')");
            statement.execute("alter table line owner to hub_owner");
            statement.execute("""
                    insert into payment_callback (received_at, gateway, merchant, purpose, method, query, headers, body,
                                                  truncated, remote_address, verdict)
                    select now(), 'momo', 'm', 'payment', 'POST', 'q=1', '{"a": ["b"]}', 'whole', false, '192.0.2.1', verdict
                    from (values ('bad-signature'), ('malformed'), (null), ('recorded'), ('unknown-order')) v (verdict)""");
        }

        server = new PostgresServer(folder);
        server.ensureRunning();
        server.ensureRunning();

        assertThat(query("select count(*) from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relowner <> 'hub_owner'::regrole"))
                .isEqualTo("0");
        assertThat(query("select count(*) from pg_proc where pronamespace = 'public'::regnamespace"
                        + " and proowner <> 'hub_owner'::regrole"))
                .isEqualTo("0");
        SingleConnectionDataSource application =
                new SingleConnectionDataSource(connect(server.access().application()), true);
        DatabaseRoles rights = new DatabaseRoles(application);
        assertThat(new Migrations(
                                new OwnPostgresConnection(
                                        server.access().url("hub"),
                                        server.access().application()),
                                new DatabaseOwner(Optional.of(server.access().owner())))
                        .run(rights))
                .isPositive();
        assertThat(rights.dangers()).isEmpty();
        assertThat(new Rows(application).column(String.class, "select kind from ledger_entry"))
                .containsExactly("kept");
        assertThat(new Rows(application).column(String.class, """
                        select coalesce(verdict, '-') || case when body = 'whole' and query = 'q=1' and headers <> '{}' and verified
                            then ' whole' when body = '' and query = '' and headers = '{}' then ' trace' else ' ?' end
                        from payment_callback where body_bytes = 8 and body_sha256 = sha256(E'q=1\\nwhole')
                        order by callback_id"""))
                .containsExactly(
                        "bad-signature trace", "malformed trace", "- trace", "recorded whole", "unknown-order whole");
        assertThat(new Rows(application)
                        .run("insert into ledger_entry (at, kind, actor) values (now(), 'after', 'hub')"))
                .isOne();
        application.destroy();
    }

    private long pid() {
        return Postmaster.of(folder.resolve("data"))
                .filter(Postmaster::alive)
                .orElseThrow()
                .pid();
    }

    private String show(String setting) throws SQLException {
        return query("show " + setting);
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return connect(server.access().owner());
    }

    private Connection connect(DatabaseLogin login) throws SQLException {
        return DriverManager.getConnection(server.access().url("hub"), login.user(), login.password());
    }
}
