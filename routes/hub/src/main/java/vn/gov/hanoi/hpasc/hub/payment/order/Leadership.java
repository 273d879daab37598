package vn.gov.hanoi.hpasc.hub.payment.order;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node does what only one may: it holds an advisory lock of PostgreSQL on a connection of its own, which ends
 * with the node.
 */
final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    /** Of all the advisory locks of this database; nobody else uses this number. */
    private static final long LOCK = 0x4850_4153_5041_59L;

    private static final int SECONDS = 2;

    private final DataSource dataSource;
    private @Nullable Connection connection;

    Leadership(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Tries to get it, or makes sure of it. */
    synchronized boolean held() {
        try {
            Connection held = connection;
            if (held != null && held.isValid(SECONDS)) {
                return true;
            }
            letGo();
            return take();
        } catch (SQLException away) {
            letGo();
            return false;
        }
    }

    private boolean take() throws SQLException {
        Connection candidate = dataSource.getConnection();
        boolean taken = false;
        try (PreparedStatement statement = candidate.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (ResultSet row = statement.executeQuery()) {
                taken = row.next() && row.getBoolean(1);
            }
        } finally {
            if (taken) {
                connection = candidate;
                LOG.atInfo().log("payment.leader");
            } else {
                candidate.close();
            }
        }
        return taken;
    }

    private void letGo() {
        Connection held = connection;
        connection = null;
        if (held == null) {
            return;
        }
        try (held;
                PreparedStatement statement = held.prepareStatement("select pg_advisory_unlock(?)")) {
            statement.setLong(1, LOCK);
            statement.execute();
        } catch (SQLException gone) {
            LOG.atDebug().setCause(gone).log("payment.leader-gone");
        }
    }

    @Override
    public synchronized void close() {
        letGo();
    }
}
