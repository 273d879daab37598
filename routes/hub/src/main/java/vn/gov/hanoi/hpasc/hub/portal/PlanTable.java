package vn.gov.hanoi.hpasc.hub.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Comparisons with the portal, and the plans that came of them. */
final class PlanTable {

    /** Dossiers that were told and have nothing under way: what differs there is not merely late. */
    private static final String TOLD = """
            select p.dossier_id, s.code, p.code as portal_code, p.shown from portal_dossier p
            join dossier s on s.dossier_id = p.dossier_id
            where p.changed_at >= ?::timestamptz and p.inserted
              and not exists (select 1 from delivery d where d.dossier_id = p.dossier_id and d.destination = ?
                              and d.state in ('ready', 'in-flight', 'waiting', 'parked'))
            order by p.compared_at nulls first, p.changed_at limit ?""";

    /** A dossier that the portal should have. */
    record Told(long dossierId, String dossier, String portalCode, int shown) {}

    /** One step of a plan. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String dossier, String finding, @Nullable String outcome) {}

    /** A plan as an operator sees it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Plan(
            UUID planId,
            Instant madeAt,
            String madeBy,
            Instant since,
            int compared,
            @Nullable Instant runAt,
            @Nullable String runBy,
            @Nullable String reason,
            List<Item> items) {}

    List<Told> told(Connection connection, Instant since, String destination, int most) throws SQLException {
        List<Told> told = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
            statement.setString(1, since.toString());
            statement.setString(2, destination);
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    told.add(new Told(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)));
                }
            }
        }
        return told;
    }

    void compared(Connection connection, Told told, @Nullable String status, boolean found, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update portal_dossier set compared_at = ?::timestamptz, found = ?, found_status = ?
                where dossier_id = ?""")) {
            statement.setString(1, now.toString());
            statement.setBoolean(2, found);
            statement.setString(3, status);
            statement.setLong(4, told.dossierId());
            statement.executeUpdate();
        }
    }

    void insert(Connection connection, Plan plan, List<Long> dossierIds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into portal_plan (plan_id, made_at, made_by, since, compared, reason)
                values (?, ?::timestamptz, ?, ?::timestamptz, ?, ?)""")) {
            statement.setObject(1, plan.planId());
            statement.setString(2, plan.madeAt().toString());
            statement.setString(3, plan.madeBy());
            statement.setString(4, plan.since().toString());
            statement.setInt(5, plan.compared());
            statement.setString(6, plan.reason());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into portal_plan_item (plan_id, dossier_id, code, finding) values (?, ?, ?, ?)")) {
            for (int i = 0; i < dossierIds.size(); i++) {
                statement.setObject(1, plan.planId());
                statement.setLong(2, dossierIds.get(i));
                statement.setString(3, plan.items().get(i).dossier());
                statement.setString(4, plan.items().get(i).finding());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Whether the plan is the caller's to run: it is run once. */
    boolean begin(Connection connection, UUID planId, String by, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update portal_plan set run_at = ?::timestamptz, run_by = ? where plan_id = ? and run_at is null""")) {
            statement.setString(1, now.toString());
            statement.setString(2, by);
            statement.setObject(3, planId);
            return statement.executeUpdate() > 0;
        }
    }

    /** The portal does not have what we believed: everything of the dossier is to be told again. */
    void forget(Connection connection, String dossier) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update portal_dossier set record = null
                where dossier_id = (select dossier_id from dossier where code = ? and held_for is null)""")) {
            statement.setString(1, dossier);
            statement.executeUpdate();
        }
    }

    void outcome(Connection connection, UUID planId, String dossier, String outcome) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update portal_plan_item set outcome = ? where plan_id = ? and code = ?")) {
            statement.setString(1, outcome);
            statement.setObject(2, planId);
            statement.setString(3, dossier);
            statement.executeUpdate();
        }
    }

    List<Plan> newest(Connection connection, int most) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select plan_id from portal_plan order by made_at desc limit ?")) {
            statement.setInt(1, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
        }
        List<Plan> plans = new ArrayList<>();
        for (UUID id : ids) {
            find(connection, id).ifPresent(plans::add);
        }
        return plans;
    }

    Optional<Plan> find(Connection connection, UUID planId) throws SQLException {
        List<Item> items = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select code, finding, outcome from portal_plan_item where plan_id = ? order by code")) {
            statement.setObject(1, planId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    items.add(new Item(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                select made_at, made_by, since, compared, run_at, run_by, reason from portal_plan where plan_id = ?""")) {
            statement.setObject(1, planId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                OffsetDateTime run = row.getObject(5, OffsetDateTime.class);
                return Optional.of(new Plan(
                        planId,
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getInt(4),
                        run == null ? null : run.toInstant(),
                        row.getString(6),
                        row.getString(7),
                        items));
            }
        }
    }
}
