package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Whether the role that the hub works as could do away with the evidence: drop the triggers that keep the ledger append-only,
 * go round them, or change the tables. The database itself is asked, whoever prepared it.
 */
final class DatabaseRoles {

    /** Each is a column of {@link #RIGHTS} and what it means when it is true. */
    private static final Map<String, String> MEANING = Map.of(
            "superuser", "is a superuser, or may become one",
            "powers", "may create roles or databases, replicate, or go round row security",
            "server_files", "may act on the server's files, programs or all its data through a role it is a member of",
            "owns", "owns tables, functions or the schema, or may act as who does",
            "creates", "may create objects in the schema or the database",
            "replica", "may set session_replication_role, which switches triggers off",
            "changes", "may change, delete, truncate or put triggers on a table that is append-only",
            "unguarded", "works on a ledger whose append-only triggers are gone or switched off");

    /** What a member of a role may do counts too: it may {@code set role}. */
    private static final String RIGHTS = """
            with schema as (select oid, nspowner from pg_namespace where nspname = current_schema()),
            mine as (select * from pg_roles where pg_has_role(current_user, oid, 'MEMBER')),
            guarded as (select c.oid, t.tgenabled from pg_class c join schema s on s.oid = c.relnamespace
                        join pg_trigger t on t.tgrelid = c.oid and t.tgname = 'append_only')
            select exists (select from mine where rolsuper) as superuser,
                   exists (select from mine where rolcreaterole or rolcreatedb or rolreplication or rolbypassrls) as powers,
                   exists (select from mine where rolname in ('pg_read_server_files', 'pg_write_server_files',
                           'pg_execute_server_program', 'pg_write_all_data', 'pg_maintain',
                           'pg_create_subscription')) as server_files,
                   exists (select from mine m where m.oid in (select nspowner from schema)
                           or m.oid in (select relowner from pg_class where relnamespace in (select oid from schema))
                           or m.oid in (select proowner from pg_proc where pronamespace in (select oid from schema))) as owns,
                   coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
                           or has_database_privilege(current_database(), 'CREATE') as creates,
                   has_parameter_privilege('session_replication_role', 'SET') as replica,
                   exists (select from guarded g where has_table_privilege(g.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
                           or has_any_column_privilege(g.oid, 'UPDATE')) as changes,
                   (select count(*) from pg_class c join schema s on s.oid = c.relnamespace
                    where c.relname in ('message', 'receipt_batch', 'ledger_entry'))
                   <> (select count(*) from guarded g join pg_class c on c.oid = g.oid
                       where c.relname in ('message', 'receipt_batch', 'ledger_entry') and g.tgenabled in ('O', 'A'))
                   or exists (select from guarded g where g.tgenabled not in ('O', 'A')) as unguarded""";

    private static final String CREATES = "select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";

    private static final String SEPARATE = """
            select not exists (select from pg_roles r where pg_has_role(current_user, r.oid, 'MEMBER') and (r.rolsuper
                or r.oid in (select relowner from pg_class where relnamespace = current_schema()::regnamespace)))""";

    private final DataSource dataSource;

    DatabaseRoles(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What the application role could do to the evidence, in words; empty when nothing. */
    List<String> dangers() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(RIGHTS)) {
            row.next();
            List<String> dangers = new ArrayList<>();
            for (String right : MEANING.keySet().stream().sorted().toList()) {
                if (row.getBoolean(right)) {
                    dangers.add(MEANING.get(right));
                }
            }
            return dangers;
        }
    }

    /** Whether the application may make tables. */
    boolean mayCreate() throws SQLException {
        return truth(CREATES);
    }

    /** Whether the application is neither a superuser nor the owner of the tables, so that it needs grants. */
    boolean separate() throws SQLException {
        return truth(SEPARATE);
    }

    private boolean truth(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
