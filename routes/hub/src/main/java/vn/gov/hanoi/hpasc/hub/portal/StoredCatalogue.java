package vn.gov.hanoi.hpasc.hub.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalCatalogue;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/** The national catalogue in PostgreSQL: what holds now, and what held before. */
final class StoredCatalogue implements PortalCatalogue {

    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final Transactions transactions;
    private final Clock clock;

    StoredCatalogue(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The parts of the catalogue, as the table writes them. */
    enum Kind {
        PROCEDURE,
        LISTED,
        AGENCY,
        SECTOR;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An entry as it was from when to when. */
    record Version(Instant from, @Nullable Instant to, JsonNode content) {}

    @Override
    public Optional<PortalProcedure> procedure(ProcedureCode code) {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    select content from portal_catalogue where kind = 'procedure' and code = ? and valid_to is null""")) {
                statement.setString(1, code.procedure().value());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(parsed(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    private static PortalProcedure parsed(String content) {
        try {
            return JSON.readValue(content, PortalProcedure.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored procedure cannot be read", e);
        }
    }

    @Override
    public void keep(PortalProcedure procedure) {
        run(connection -> put(connection, Kind.PROCEDURE, procedure.code(), procedure));
    }

    /** Keeps a whole list as it is now: what is not in it any more held until now. Gives the codes that went away. */
    List<String> keepAll(Kind kind, List<PortalProcedure.Entry> entries) {
        Map<String, PortalProcedure.Entry> byCode = new LinkedHashMap<>();
        entries.forEach(entry -> byCode.putIfAbsent(entry.code(), entry));
        return run(connection -> {
            for (PortalProcedure.Entry entry : byCode.values()) {
                put(connection, kind, entry.code(), entry);
            }
            return endOthers(connection, kind, byCode.keySet().toArray());
        });
    }

    /** The procedure is not in the catalogue any more. */
    void gone(String code) {
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    update portal_catalogue set valid_to = ?::timestamptz
                    where kind = 'procedure' and code = ? and valid_to is null""")) {
                statement.setString(1, clock.instant().toString());
                statement.setString(2, code);
                return statement.executeUpdate();
            }
        });
    }

    /** All versions of an entry, the newest first. */
    List<Version> history(Kind kind, String code) {
        return run(connection -> {
            List<Version> versions = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                    select valid_from, valid_to, content from portal_catalogue
                    where kind = ? and code = ? order by valid_from desc""")) {
                statement.setString(1, kind.stored());
                statement.setString(2, code);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        OffsetDateTime to = row.getObject(2, OffsetDateTime.class);
                        versions.add(new Version(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                to == null ? null : to.toInstant(),
                                tree(row.getString(3))));
                    }
                }
            }
            return versions;
        });
    }

    /** How many entries hold now, by kind. */
    Map<String, Long> counts() {
        return run(connection -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                            select kind, count(*) from portal_catalogue where valid_to is null
                            group by kind order by kind""");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        });
    }

    /** Remembers when the catalogue was pulled, and what was found wrong. */
    void pulled(List<String> findings) {
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into portal_catalogue_pull (pulled_at, findings) values (?::timestamptz, ?::jsonb)
                    on conflict (pulled_at) do nothing""")) {
                statement.setString(1, clock.instant().toString());
                statement.setString(2, text(findings));
                return statement.executeUpdate();
            }
        });
    }

    /** The last pull; empty when there was none. */
    Optional<Pull> lastPull() {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "select pulled_at, findings from portal_catalogue_pull order by pulled_at desc limit 1");
                    ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                List<String> findings = new ArrayList<>();
                tree(row.getString(2)).forEach(finding -> findings.add(finding.asText()));
                return Optional.of(
                        new Pull(row.getObject(1, OffsetDateTime.class).toInstant(), findings));
            }
        });
    }

    /** When it was, and what of routing.yaml it breaks. */
    record Pull(Instant at, List<String> findings) {}

    private boolean put(Connection connection, Kind kind, String code, Object content) throws SQLException {
        String now = clock.instant().toString();
        String text = text(content);
        try (PreparedStatement end = connection.prepareStatement("""
                update portal_catalogue set valid_to = ?::timestamptz
                where kind = ? and code = ? and valid_to is null and content <> ?::jsonb""")) {
            end.setString(1, now);
            end.setString(2, kind.stored());
            end.setString(3, code);
            end.setString(4, text);
            end.executeUpdate();
        }
        try (PreparedStatement begin = connection.prepareStatement("""
                insert into portal_catalogue (kind, code, valid_from, content)
                select ?, ?, ?::timestamptz, ?::jsonb
                where not exists (select 1 from portal_catalogue where kind = ? and code = ? and valid_to is null)
                on conflict do nothing""")) {
            begin.setString(1, kind.stored());
            begin.setString(2, code);
            begin.setString(3, now);
            begin.setString(4, text);
            begin.setString(5, kind.stored());
            begin.setString(6, code);
            return begin.executeUpdate() > 0;
        }
    }

    private List<String> endOthers(Connection connection, Kind kind, Object[] codes) throws SQLException {
        List<String> gone = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                update portal_catalogue set valid_to = ?::timestamptz
                where kind = ? and valid_to is null and not (code = any(?)) returning code""")) {
            statement.setString(1, clock.instant().toString());
            statement.setString(2, kind.stored());
            statement.setArray(3, connection.createArrayOf("text", codes));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    gone.add(row.getString(1));
                }
            }
        }
        return gone;
    }

    private static String text(Object content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <R> R run(Transactions.Work<R, RuntimeException> work) {
        try {
            return transactions.run(work);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }
}
