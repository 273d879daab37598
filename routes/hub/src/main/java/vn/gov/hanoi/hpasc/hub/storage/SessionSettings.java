package vn.gov.hanoi.hpasc.hub.storage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that every session of the hub needs: bounds on how long another session may keep it waiting, and on how long
 * it may keep others waiting when its node has stopped. They are defaults of the hub's role in its database ({@code alter
 * role … in database …}, which a role may do for itself), not start parameters: poolers pass those on to nobody.
 */
final class SessionSettings {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSettings.class);

    /** In the units of {@code pg_settings}: milliseconds, and seconds for keepalives. */
    private static final Map<String, String> WANTED = wanted();

    private static final String FOUND = """
            select name, setting from pg_settings
            where name = any(string_to_array('%s', ' '))
              -- over a Unix socket there is no TCP to set
              and (name not like 'tcp_%%' or inet_server_addr() is not null)""";

    private static final int RENEWALS = 5;
    private static final String COMMIT = "synchronous_commit";

    private final DataSource dataSource;

    private final boolean durable;

    /** @param durable whether commits that a power cut can take back are to be made durable */
    SessionSettings(DataSource dataSource, boolean durable) {
        this.dataSource = dataSource;
        this.durable = durable;
    }

    private static Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        // below the two seconds after which a sender is told to come again
        wanted.put("lock_timeout", "1000");
        // below the ten seconds after which our side gives the connection up: no statement goes on without us
        wanted.put("statement_timeout", "9000");
        // of a node that was stopped, or cut off, in a transaction
        wanted.put("idle_in_transaction_session_timeout", "5000");
        wanted.put("tcp_keepalives_idle", "5");
        wanted.put("tcp_keepalives_interval", "2");
        wanted.put("tcp_keepalives_count", "3");
        wanted.put("tcp_user_timeout", "8000");
        // a statement whose client is gone ends while it still waits for a lock
        wanted.put("client_connection_check_interval", "1000");
        // Plans are made while the tables are still small, and kept: without this they scan whole tables later on. A
        // few rows
        // by index are what every statement wants; a bitmap of them costs more than they do.
        for (String never :
                new String[] {"enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin", "jit"}) {
            wanted.put(never, "off");
        }
        return wanted;
    }

    /**
     * Sets what is not set, and looks whether new sessions have it.
     *
     * @throws IllegalStateException when they have not, and in words what to do
     */
    void ensure() throws SQLException {
        Map<String, String> wrong = wrong();
        if (wrong.isEmpty()) {
            return;
        }
        set(wrong);
        renewSessions();
        Map<String, String> still = wrong();
        // a session that was just being opened has some of the settings and not yet the others
        for (int again = 1; !still.isEmpty() && again < RENEWALS; again++) {
            renewSessions();
            still = wrong();
        }
        if (!still.isEmpty()) {
            throw new IllegalStateException("sessions of the hub's role lack settings: " + still
                    + "; they are set for the role, so a pooler between hub and database must reconnect, and nobody else"
                    + " may set them otherwise");
        }
        LOG.atInfo().addKeyValue("settings", wrong).log("store.sessions-set");
    }

    /** What a session has otherwise than it should, and what it should be. */
    private Map<String, String> wrong() throws SQLException {
        Map<String, String> wrong = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(FOUND.formatted(COMMIT + " " + String.join(" ", WANTED.keySet())))) {
            while (row.next()) {
                String wanted = wanted(row.getString(1), row.getString(2));
                if (!row.getString(2).equals(wanted)) {
                    wrong.put(row.getString(1), wanted);
                }
            }
        }
        return wrong;
    }

    /** What a setting should be; of {@code synchronous_commit} only {@code off} is wrong. */
    private String wanted(String setting, String found) {
        if (setting.equals(COMMIT)) {
            return durable && found.equals("off") ? "on" : found;
        }
        return WANTED.getOrDefault(setting, found);
    }

    private void set(Map<String, String> settings) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            String database;
            try (ResultSet row = statement.executeQuery("select quote_ident(current_database())")) {
                row.next();
                database = row.getString(1);
            }
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                statement.execute("alter role current_user in database " + database + " set " + setting.getKey()
                        + " = '" + setting.getValue() + "'");
            }
        }
    }

    /** Sessions that are open already keep what they began with. */
    private void renewSessions() throws SQLException {
        if (dataSource.isWrapperFor(HikariDataSource.class)) {
            HikariPoolMXBean pool = dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            if (pool != null) {
                pool.softEvictConnections();
            }
        }
    }
}
