package vn.gov.hanoi.hpasc.hub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionSettingsIT {

    private final String url = SharedPostgres.empty();
    private final HikariDataSource pool = SharedPostgres.pool(url);
    private final Rows rows = new Rows(pool);

    @AfterEach
    void close() {
        pool.close();
    }

    private String setting(String name) {
        return rows.column(String.class, "select current_setting(?)", name).getFirst();
    }

    @Test
    void boundsHowLongAnotherSessionMayKeepOursWaiting() throws SQLException {
        new SessionSettings(pool, true).ensure();

        assertThat(setting("lock_timeout")).isEqualTo("1s");
        assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("5s");
        assertThat(setting("statement_timeout")).isEqualTo("9s");
        assertThat(setting("client_connection_check_interval")).isEqualTo("1s");
        assertThat(setting("tcp_keepalives_idle")).isEqualTo("5");
        assertThat(setting("enable_seqscan")).isEqualTo("off");
    }

    @Test
    void setsRightWhatSomebodySetOtherwise() throws SQLException {
        new SessionSettings(pool, true).ensure();
        rows.run("alter role current_user in database "
                + rows.column(String.class, "select current_database()").getFirst() + " set lock_timeout = 0");

        new SessionSettings(pool, true).ensure();

        assertThat(setting("lock_timeout")).isEqualTo("1s");
    }

    @Test
    void makesCommitsDurableUnlessTheirLossIsAccepted() throws SQLException {
        String off = "alter role current_user in database "
                + rows.column(String.class, "select current_database()").getFirst() + " set synchronous_commit = off";
        rows.run(off);
        pool.getHikariPoolMXBean().softEvictConnections();

        new SessionSettings(pool, false).ensure();
        assertThat(setting("synchronous_commit")).isEqualTo("off");
        new SessionSettings(pool, true).ensure();
        assertThat(setting("synchronous_commit")).isEqualTo("on");
    }

    @Test
    void saysWhatToDoWhereSessionsKeepWhatTheyHave() throws SQLException {
        try (Connection only = pool.getConnection()) {
            SessionSettings settings = new SessionSettings(sharing(only), true);

            assertThatThrownBy(settings::ensure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("lock_timeout=1000")
                    .hasMessageContaining("pooler");
        }
    }

    @Test
    void knowsASessionOfItsOwnFromOneThatAPoolerLends() throws SQLException {
        new PoolerProbe(pool).check();
        try (Connection only = pool.getConnection()) {
            PoolerProbe behindAPooler = new PoolerProbe(sharing(only));

            assertThatThrownBy(behindAPooler::check)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pool_mode = session");
        }
    }

    /** As a pooler does with one server process: all sessions are the same. */
    private static DataSource sharing(Connection only) {
        Connection unclosed = (Connection) Proxy.newProxyInstance(
                SessionSettingsIT.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("close") ? null : method.invoke(only, arguments));
        return (DataSource) Proxy.newProxyInstance(
                SessionSettingsIT.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection") ? unclosed : Boolean.FALSE);
    }
}
