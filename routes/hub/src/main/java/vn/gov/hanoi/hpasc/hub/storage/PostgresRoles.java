package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * The roles of the hub's own PostgreSQL: an owner of database and tables, and an application role that may use them. Said
 * again at each start, each step of its own or in one transaction, so that it does not matter where the last start ended.
 * What a data folder of an earlier version holds, which had one role for all, is handed over to the owner.
 */
final class PostgresRoles {

    /** What lies in the database itself: tables, views, sequences of their own, and functions. */
    private static final String NOT_THE_OWNERS = """
            select 'alter table ' || c.oid::regclass || ' owner to hub_owner'
            from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
              and c.relowner <> 'hub_owner'::regrole
              and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                              and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i') and c.relkind = 'S')
            union all
            select 'alter routine ' || p.oid::regprocedure || ' owner to hub_owner'
            from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.proowner <> 'hub_owner'::regrole""";

    /** The application is a member of nothing. */
    private static final String MEMBERSHIPS = """
            select 'revoke ' || roleid::regrole || ' from hub_application' from pg_auth_members
            where member = 'hub_application'::regrole""";

    /** Large objects belong to whoever makes them, however many: nobody but the bootstrap user shall. */
    private static final String OPEN_LARGE_OBJECTS = """
            select 'revoke execute on function ' || p.oid::regprocedure || ' from public'
            from pg_proc p
            where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(lo_|lowrite$|loread$)'
              and has_function_privilege('hub_application', p.oid, 'EXECUTE')""";

    private final PostgresAccess access;

    PostgresRoles(PostgresAccess access) {
        this.access = access;
    }

    /** A connection of the bootstrap user. */
    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", access.bootstrap().user());
        properties.setProperty("password", access.bootstrap().password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "20");
        return DriverManager.getConnection(access.url(database), properties);
    }

    /** Makes the two roles, with the passwords that the folder knows and no attribute but that they may log in. */
    void prepare(Connection connection) throws SQLException {
        role(connection, access.owner());
        role(connection, access.application());
        try (Statement statement = connection.createStatement()) {
            statement.execute("revoke all on database postgres, template1 from public");
            for (String membership : rows(statement, MEMBERSHIPS)) {
                statement.execute(membership);
            }
        }
    }

    private static void role(Connection connection, DatabaseLogin login) throws SQLException {
        String role = login.user();
        try (Statement statement = connection.createStatement()) {
            if (rows(statement, "select 1 from pg_roles where rolname = '" + role + "'")
                    .isEmpty()) {
                statement.execute("create role " + role);
            }
            statement.execute("alter role " + role
                    + " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit");
            statement.execute("alter role " + role + " reset all");
        }
        // hashed here: a password in a statement might end in a log
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(role, login.password().toCharArray(), "scram-sha-256");
    }

    /** Makes the database where there is none, hands it and all in it to the owner, and lets the application in. */
    void prepareDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (rows(statement, "select 1 from pg_database where datname = '" + name + "'")
                    .isEmpty()) {
                statement.execute("create database " + name + " owner hub_owner");
            }
            statement.execute("alter database " + name + " owner to hub_owner");
            statement.execute("revoke all on database " + name + " from public, hub_application");
            statement.execute("grant connect on database " + name + " to hub_application");
        }
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // a server that was adopted may still have sessions of the hub that was killed: then at the next look
            statement.execute("set local lock_timeout = '5s'");
            statement.execute("revoke create on schema public from public, hub_application");
            List<String> handovers = new ArrayList<>(rows(statement, NOT_THE_OWNERS));
            handovers.addAll(rows(statement, OPEN_LARGE_OBJECTS));
            for (String handover : handovers) {
                statement.execute(handover);
            }
            connection.commit();
        }
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
