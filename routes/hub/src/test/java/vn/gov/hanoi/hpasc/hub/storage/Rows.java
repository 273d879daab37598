package vn.gov.hanoi.hpasc.hub.storage;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks into a database, in a few words. */
public final class Rows {

    private final JdbcClient jdbc;

    public Rows(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    public long count(String sql, Object... parameters) {
        return jdbc.sql(sql).params(List.of(parameters)).query(Long.class).single();
    }

    public <T> List<T> column(Class<T> type, String sql, Object... parameters) {
        return jdbc.sql(sql).params(List.of(parameters)).query(type).list();
    }

    public List<Map<String, Object>> all(String sql, Object... parameters) {
        return jdbc.sql(sql).params(List.of(parameters)).query().listOfRows();
    }

    public int run(String sql, Object... parameters) {
        return jdbc.sql(sql).params(List.of(parameters)).update();
    }
}
