package vn.gov.hanoi.hpasc.hub.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a commit of this database survives a power cut: without that a receipt is worth nothing. */
final class Durability {

    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);

    private static final String SETTINGS =
            "select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')";

    private final DataSource dataSource;

    private volatile boolean lost;

    Durability(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether the server was seen to lose commits when it was asked last; false until it was asked. */
    boolean lost() {
        return lost;
    }

    /**
     * What the server says it does.
     *
     * @param settings the settings that matter and their values
     */
    record Settings(Map<String, String> settings) {

        /** {@code local}, {@code remote_write} and {@code remote_apply} flush the server's own log before the commit too. */
        boolean durable() {
            return "on".equals(settings.get("fsync"))
                    && List.of("on", "local", "remote_write", "remote_apply")
                            .contains(settings.get("synchronous_commit"))
                    && "on".equals(settings.get("full_page_writes"));
        }
    }

    Settings settings() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SETTINGS)) {
            row.next();
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("fsync", row.getString(1));
            settings.put("synchronous_commit", row.getString(2));
            settings.put("full_page_writes", row.getString(3));
            Settings found = new Settings(settings);
            lost = !found.durable();
            return found;
        }
    }

    /** Says so loudly when receipts would be given for messages that a power cut can take back. */
    void check() throws SQLException {
        Settings found = settings();
        if (!found.durable()) {
            LOG.atError().addKeyValue("settings", found.settings()).log("store.not-durable");
        }
    }
}
