package vn.gov.hanoi.hpasc.hub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the role that the hub works as can do to the evidence: nothing. */
class DatabaseRolesIT {

    private static String url;
    private static HikariDataSource application;
    private static Rows owner;
    private static HikariDataSource ownerPool;

    @BeforeAll
    static void prepare() {
        url = SharedPostgres.migrated();
        application = SharedPostgres.pool(url);
        ownerPool = SharedPostgres.ownerPool(url);
        owner = new Rows(ownerPool);
    }

    @AfterAll
    static void close() {
        application.close();
        ownerPool.close();
    }

    @Test
    void grantsTheApplicationNoChangeOfATableThatIsAppendOnly() {
        List<String> guarded = owner.column(
                String.class,
                "select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid where tgname = ?",
                "append_only");
        assertThat(guarded)
                .contains("message", "receipt_batch", "ledger_entry", "obligation_entry", "payment_event")
                .contains("payment_case_event");
        for (String table : owner.column(
                String.class,
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")) {
            List<String> granted = List.of(
                            "select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain")
                    .stream()
                    .filter(right -> owner.column(
                                    Boolean.class,
                                    "select has_table_privilege('hub_application', ?::regclass, ?)",
                                    table,
                                    right)
                            .getFirst())
                    .toList();
            List<String> expected = guarded.contains(table)
                    ? List.of("select", "insert")
                    : table.equals("flyway_schema_history")
                            ? List.of("select")
                            : List.of("select", "insert", "update", "delete");
            assertThat(granted).as(table).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop trigger append_only on ledger_entry",
                "alter table ledger_entry disable trigger append_only",
                "alter table ledger_entry disable trigger all",
                "alter table ledger_entry owner to hub_application",
                "drop table ledger_entry cascade",
                "truncate ledger_entry",
                "truncate delivery",
                "update ledger_entry set actor = 'x'",
                "delete from message",
                "insert into message (exchange_id) values (gen_random_uuid()) on conflict (exchange_id) do update set type = 'x'",
                "merge into ledger_entry e using (select 1) s on true when matched then delete",
                "select * from ledger_entry for update",
                "lock table ledger_entry in access exclusive mode",
                "create trigger mine before insert on ledger_entry for each row execute function refuse_change()",
                "create rule mine as on insert to ledger_entry do instead nothing",
                "create policy mine on ledger_entry",
                "create index mine on ledger_entry (at)",
                "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'",
                "drop function refuse_change() cascade",
                "select grant_application('hub_application')",
                "create table mine (what text)",
                "create temporary table mine (what text)",
                "create table public.mine as select 1",
                "create view mine as select 1",
                "create function mine() returns int language sql as 'select 1'",
                "create schema mine",
                "create extension dblink",
                "create role mine",
                "create database mine",
                "alter role hub_application superuser",
                "grant hub_owner to hub_application",
                "set session_replication_role = replica",
                "alter role hub_application set session_replication_role = replica",
                "set role hub_owner",
                "set role hub",
                "set session authorization hub_owner",
                "alter system set fsync = off",
                "update flyway_schema_history set success = false",
                "delete from flyway_schema_history",
                "alter sequence land_born_number restart",
                "select setval('land_born_number', 1)",
                "select pg_read_file('postgresql.conf')",
                "select pg_read_binary_file('PG_VERSION')",
                "select pg_ls_dir('.')",
                "copy ledger_entry to program 'true'",
                "copy ledger_entry to '/tmp/evidence'",
                "copy message from '/etc/passwd'",
                "select lo_create(0)",
                "select lo_creat(-1)",
                "select lo_from_bytea(0, 'x')",
                "select lo_import('/etc/passwd')",
                "select pg_reload_conf()",
                "select rolpassword from pg_authid",
                "update pg_trigger set tgenabled = 'D'"
            })
    void doesNotDoForTheApplication(String sql) throws SQLException {
        try (Connection connection = application.getConnection()) {
            connection.setAutoCommit(sql.matches("(create database|alter system).*"));
            assertThatThrownBy(() -> connection.createStatement().execute(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching(
                            "(?s).*(permission denied|must be owner|must be superuser|must be able to SET ROLE"
                                    + "|only superuser|cannot set parameter).*");
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }

    @Test
    void worksAsARoleThatCannotDoAwayWithTheEvidence() throws SQLException {
        assertThat(new DatabaseRoles(application).dangers()).isEmpty();
        assertThat(new DatabaseRoles(application).separate()).isTrue();
        assertThat(new DatabaseRoles(application).mayCreate()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter role hub_application superuser",
                "alter role hub_application createrole",
                "alter role hub_application createdb",
                "alter role hub_application replication",
                "alter role hub_application bypassrls",
                "grant hub_owner to hub_application",
                "grant hub_owner to hub_application with inherit false",
                "grant pg_write_all_data to hub_application",
                "grant pg_execute_server_program to hub_application",
                "grant pg_read_server_files to hub_application",
                "grant create on schema public to hub_application",
                "grant create on schema public to public",
                "grant set on parameter session_replication_role to hub_application",
                "grant update on ledger_entry to hub_application",
                "grant update (actor) on ledger_entry to hub_application",
                "grant truncate on message to public",
                "grant trigger on receipt_batch to hub_application",
                "alter table line owner to hub_application",
                "alter table ledger_entry disable trigger append_only",
                "alter table obligation_entry enable replica trigger append_only",
                "drop trigger append_only on message"
            })
    void findsEachWayToBecomeTooPowerful(String sql) throws SQLException {
        try (Connection superuser = SharedPostgres.superuser(url);
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute(sql);
            statement.execute("set local role hub_application");

            assertThat(new DatabaseRoles(new SingleConnectionDataSource(superuser, true)).dangers())
                    .isNotEmpty();

            superuser.rollback();
        }
    }

    @Test
    void waitsForWhoMigratesByHandWhereNoOwnerIsTold() throws SQLException {
        String byHand = SharedPostgres.empty();
        try (HikariDataSource pool = SharedPostgres.pool(byHand);
                HikariDataSource ownersPool = SharedPostgres.ownerPool(byHand)) {
            Migrations migrations = new Migrations(
                    SharedPostgres.details(byHand, SharedPostgres.application()), new DatabaseOwner(Optional.empty()));
            DatabaseRoles roles = new DatabaseRoles(pool);

            assertThatThrownBy(() -> migrations.run(roles)).hasMessageContaining("lacks migration 1");

            Flyway.configure().dataSource(ownersPool).load().migrate();
            new Rows(ownersPool).all("select grant_application('hub_application')");
            assertThat(migrations.run(roles)).isZero();
            assertThat(roles.dangers()).isEmpty();
        }
    }

    @Test
    void worksAsTheOwnerWhereThereIsNoOtherRoleButSaysSo() throws SQLException {
        String single = SharedPostgres.empty();
        try (HikariDataSource pool = SharedPostgres.ownerPool(single)) {
            Migrations migrations = new Migrations(
                    SharedPostgres.details(single, SharedPostgres.owner()), new DatabaseOwner(Optional.empty()));
            DatabaseRoles roles = new DatabaseRoles(pool);

            assertThat(migrations.run(roles)).isPositive();

            assertThat(roles.dangers()).anyMatch(danger -> danger.startsWith("owns tables"));
        }
    }

    @Test
    void grantsNothingToARoleThatIsTheOwner() throws SQLException {
        String single = SharedPostgres.empty();
        try (HikariDataSource pool = SharedPostgres.ownerPool(single)) {
            Migrations migrations = new Migrations(
                    SharedPostgres.details(single, SharedPostgres.owner()),
                    new DatabaseOwner(Optional.of(SharedPostgres.owner())));
            DatabaseRoles roles = new DatabaseRoles(pool);

            assertThat(migrations.run(roles)).isPositive();
            assertThat(new Rows(pool).count("select count(*) from ledger_entry"))
                    .isZero();
            assertThat(roles.dangers()).isNotEmpty();
        }
    }
}
