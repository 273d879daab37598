package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.commit.Columns;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState.Registration;

/**
 * The tables {@code dossier} and {@code dossier_alias}, for the stages that hold a dossier's lock.
 *
 * <p>Locks are always taken in the same order, so that no two transactions wait for each other: existing dossiers by
 * code, then new dossiers by code, then aliases, then lines, then keys.
 */
public final class DossierTable {

    private static final String ALIASES = "select code, dossier_id from dossier_alias where code = any(?)";

    private static final String LOCK = """
            select dossier_id, code, status, registered_by, procedure_code, procedure_name, handling_agency,
                   receiving_branch, submitted_at, due_at, messages, created_at
            from dossier
            where dossier_id = any(array(select named.dossier_id from dossier named where named.code = any(?)) || ?::bigint[])
            order by code for update""";

    private static final String INSERT = """
            insert into dossier (code, status, registered_by, procedure_code, procedure_name, handling_agency,
                                 receiving_branch, submitted_at, due_at, messages, created_at, updated_at)
            select u.* , ?::timestamptz
            from unnest(?::text[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                        ?::timestamptz[], ?::bigint[], ?::timestamptz[]) u
            order by 1
            on conflict (code) do nothing
            returning dossier_id, code""";

    private static final String UPDATE = """
            update dossier d
            set status = u.status, registered_by = u.registered_by, procedure_code = u.procedure_code,
                procedure_name = u.procedure_name, handling_agency = u.handling_agency,
                receiving_branch = u.receiving_branch, submitted_at = u.submitted_at, due_at = u.due_at,
                messages = u.messages, updated_at = ?::timestamptz,
                merged_into = (select m.dossier_id from dossier m where m.code = u.merged_into)
            from unnest(?::text[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                        ?::timestamptz[], ?::bigint[], ?::bigint[], ?::text[])
                 u(code, status, registered_by, procedure_code, procedure_name, handling_agency, receiving_branch,
                   submitted_at, due_at, messages, dossier_id, merged_into)
            where d.dossier_id = u.dossier_id""";

    private static final String MERGE =
            "update dossier set merged_into = ? where code = ? and dossier_id <> ? and merged_into is null";

    private static final String INSERT_ALIASES = """
            insert into dossier_alias (code, system, dossier_id)
            select * from unnest(?::text[], ?::text[], ?::bigint[]) order by 1
            on conflict (code) do nothing""";

    /**
     * Locks the dossiers that any of {@code codes} names, be it their own code or an alias.
     *
     * @return by each of {@code codes} that names one
     */
    public Map<String, DossierState> lock(Connection connection, Collection<String> codes) throws SQLException {
        Array wanted = connection.createArrayOf("text", codes.toArray());
        Map<String, Long> aliases = aliases(connection, wanted);
        Map<Long, DossierState> byId = new HashMap<>();
        Map<String, DossierState> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, wanted);
            statement.setArray(
                    2, connection.createArrayOf("int8", aliases.values().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    DossierState state = read(row);
                    byId.put(state.id(), state);
                    found.put(state.code(), state);
                }
            }
        }
        // An alias wins over a row that was made for it before it was known to be one.
        aliases.forEach((alias, id) -> found.put(alias, byId.get(id)));
        found.keySet().retainAll(codes);
        return found;
    }

    /**
     * Writes dossiers nobody spoke of before.
     *
     * @return false when another transaction was faster with one of them; the caller rolls back and starts anew
     */
    public boolean insert(Connection connection, List<DossierState> dossiers, Instant now) throws SQLException {
        if (dossiers.isEmpty()) {
            return true;
        }
        Map<String, DossierState> byCode = new HashMap<>();
        dossiers.forEach(dossier -> byCode.put(dossier.code(), dossier));
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns<DossierState> columns = columns(statement, sorted(dossiers), now);
            try (ResultSet row = columns.instant(DossierState::createdAt).done().executeQuery()) {
                int inserted = 0;
                while (row.next()) {
                    inserted++;
                    Objects.requireNonNull(byCode.get(row.getString(2))).inserted(row.getLong(1));
                }
                return inserted == dossiers.size();
            }
        }
    }

    /** Writes back dossiers that were locked. */
    public void update(Connection connection, List<DossierState> dossiers, Instant now) throws SQLException {
        if (dossiers.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            columns(statement, dossiers, now)
                    .bigint(DossierState::id)
                    .text(DossierState::mergedInto)
                    .done()
                    .executeUpdate();
        }
    }

    /** Says that the row made for {@code code} stands for another dossier; does nothing where it is that dossier's own. */
    public void merge(Connection connection, String code, long into) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MERGE)) {
            statement.setLong(1, into);
            statement.setString(2, code);
            statement.setLong(3, into);
            statement.executeUpdate();
        }
    }

    /**
     * Writes the new aliases of {@code dossiers}.
     *
     * @return false when another transaction was faster with one of them
     */
    public boolean insertAliases(Connection connection, Collection<DossierState> dossiers) throws SQLException {
        List<Named> aliases = dossiers.stream()
                .flatMap(dossier -> dossier.newAliases().stream().map(alias -> new Named(alias, dossier.id())))
                .toList();
        if (aliases.isEmpty()) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ALIASES)) {
            return Columns.bind(statement, aliases)
                            .text(named -> named.alias().code())
                            .text(named -> named.alias().system())
                            .bigint(Named::dossierId)
                            .done()
                            .executeUpdate()
                    == aliases.size();
        }
    }

    private record Named(Alias alias, Long dossierId) {}

    private static List<DossierState> sorted(List<DossierState> dossiers) {
        return dossiers.stream()
                .sorted(Comparator.comparing(DossierState::code))
                .toList();
    }

    private static Columns<DossierState> columns(PreparedStatement statement, List<DossierState> dossiers, Instant now)
            throws SQLException {
        return Columns.bind(statement, dossiers)
                .value(now.toString())
                .text(DossierState::code)
                .integer(d -> d.status() == null ? null : d.status().number())
                .uuid(DossierState::registeredBy)
                .text(d -> d.registration() == null
                        ? null
                        : d.registration().procedure().value())
                .text(d -> d.registration() == null ? null : d.registration().procedureName())
                .text(d -> d.registration() == null || d.registration().handlingAgency() == null
                        ? null
                        : d.registration().handlingAgency().value())
                .text(d -> d.registration() == null
                        ? null
                        : d.registration().receivingBranch().value())
                .instant(d -> d.registration() == null ? null : d.registration().submittedAt())
                .instant(d -> d.registration() == null ? null : d.registration().dueAt())
                .bigint(DossierState::messages);
    }

    private static Map<String, Long> aliases(Connection connection, Array wanted) throws SQLException {
        Map<String, Long> aliases = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(ALIASES)) {
            statement.setArray(1, wanted);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    aliases.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return aliases;
    }

    private static DossierState read(ResultSet row) throws SQLException {
        Integer status = (Integer) row.getObject("status", Integer.class);
        return DossierState.stored(
                row.getLong("dossier_id"),
                row.getString("code"),
                instant(row, "created_at"),
                row.getLong("messages"),
                status == null ? null : DossierStatus.of(status),
                row.getObject("registered_by", UUID.class),
                registration(row));
    }

    private static @Nullable Registration registration(ResultSet row) throws SQLException {
        String procedure = row.getString("procedure_code");
        if (procedure == null) {
            return null;
        }
        String handling = row.getString("handling_agency");
        OffsetDateTime due = row.getObject("due_at", OffsetDateTime.class);
        return new Registration(
                new ProcedureCode(procedure),
                row.getString("procedure_name"),
                handling == null ? null : new AgencyCode(handling),
                new AgencyCode(row.getString("receiving_branch")),
                instant(row, "submitted_at"),
                due == null ? null : due.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
