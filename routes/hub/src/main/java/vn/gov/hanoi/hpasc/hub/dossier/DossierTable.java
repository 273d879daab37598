package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.commit.Columns;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState.Registration;

/**
 * The tables {@code dossier} and {@code dossier_name}, for the stages that hold a dossier's lock.
 *
 * <p>Locks are always taken in the same order, so that no two transactions wait for each other: existing dossiers by
 * code, then new dossiers by code, then names, then lines, then keys.
 */
public final class DossierTable {

    private static final String CLAIMS = "select name, nth, system, dossier_id from dossier_name where name = any(?)";

    private static final String LOCK = """
            select dossier_id, code, held_for, status, registered_by, registrant, participants, procedure_code,
                   procedure_name, handling_agency, receiving_branch, submitted_at, due_at, messages, created_at,
                   array(select distinct a.system from dossier_alias a where a.dossier_id = dossier.dossier_id) as systems
            from dossier
            where dossier_id = any(array(select named.dossier_id from dossier named
                                         where named.code = any(?)
                                           and (named.held_for is null or named.merged_into is null)) || ?::bigint[])
            order by code, held_for nulls first for update""";

    private static final String DOSSIERS_OF = """
            select code, dossier_id from dossier where code = any(?)
            union select name, dossier_id from dossier_name where name = any(?)""";
    private static final String FREE =
            "select dossier_id from dossier where dossier_id = any(?) for update skip locked";
    private static final String LINES = "select dossier_id from line where dossier_id = any(?)";
    private static final String FREE_LINES = LINES + " for update skip locked";

    private static final String NAMES_OF =
            "select name from dossier_name where dossier_id = any(?) and system is not null";

    private static final String INSERT = """
            insert into dossier (code, status, registered_by, procedure_code, procedure_name, handling_agency,
                                 receiving_branch, submitted_at, due_at, messages, registrant, participants,
                                 created_at, held_for, updated_at)
            select u.code, u.status, u.registered_by, u.procedure_code, u.procedure_name, u.handling_agency,
                   u.receiving_branch, u.submitted_at, u.due_at, u.messages, u.registrant,
                   coalesce(string_to_array(u.participants, ' '), '{}'), u.created_at, u.held_for, ?::timestamptz
            from unnest(?::text[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                        ?::timestamptz[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                 u(code, status, registered_by, procedure_code, procedure_name, handling_agency, receiving_branch,
                   submitted_at, due_at, messages, registrant, participants, created_at, held_for)
            order by u.code, u.held_for nulls first
            on conflict (code, coalesce(held_for, '')) where held_for is null or merged_into is null do nothing
            returning dossier_id, code, held_for""";

    private static final String UPDATE = """
            update dossier d
            set status = u.status, registered_by = u.registered_by, procedure_code = u.procedure_code,
                procedure_name = u.procedure_name, handling_agency = u.handling_agency,
                receiving_branch = u.receiving_branch, submitted_at = u.submitted_at, due_at = u.due_at,
                messages = u.messages, registrant = u.registrant,
                participants = coalesce(string_to_array(u.participants, ' '), '{}'), updated_at = ?::timestamptz,
                merged_into = (select m.dossier_id from dossier m where m.code = u.merged_into and m.held_for is null)
            from unnest(?::text[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                        ?::timestamptz[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                 u(code, status, registered_by, procedure_code, procedure_name, handling_agency, receiving_branch,
                   submitted_at, due_at, messages, registrant, participants, dossier_id, merged_into)
            where d.dossier_id = u.dossier_id""";

    private static final String CLAIM = """
            insert into dossier_name (name, nth, system, dossier_id, said)
            select * from unnest(?::text[], ?::int[], ?::text[], ?::bigint[], ?::text[])
                 u(name, nth, system, dossier_id, said)
            order by u.name, u.nth
            on conflict do nothing""";

    /**
     * The rows that some names stand for, all locked.
     *
     * @param byCode dossiers by their own code
     * @param byAlias dossiers by each of their aliases; several where several systems gave the same
     * @param waiting places where messages wait that name one of the codes
     * @param claims how often each of the names was claimed; missing where it never was
     */
    public record Locked(
            Map<String, DossierState> byCode,
            Map<String, List<Aliased>> byAlias,
            List<DossierState> waiting,
            Map<String, Integer> claims) {}

    /** A dossier that has an alias in a system. */
    public record Aliased(String system, DossierState dossier) {}

    /** Locks the dossiers that any of {@code codes} names, be it their own code or an alias, and what waits under them. */
    public Locked lock(Connection connection, Collection<String> codes) throws SQLException {
        Array wanted = connection.createArrayOf("text", codes.toArray());
        Map<Long, DossierState> byId = new HashMap<>();
        Locked locked = new Locked(new HashMap<>(), new HashMap<>(), new ArrayList<>(), new HashMap<>());
        List<Named> aliases = aliases(connection, wanted, locked.claims());
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, wanted);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", aliases.stream().map(Named::dossierId).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    DossierState state = read(row);
                    byId.put(state.id(), state);
                    if (state.heldFor() == null) {
                        locked.byCode().put(state.code(), state);
                    } else {
                        locked.waiting().add(state);
                    }
                }
            }
        }
        for (Named alias : aliases) {
            locked.byAlias()
                    .computeIfAbsent(alias.alias().code(), code -> new ArrayList<>())
                    .add(new Aliased(alias.alias().system(), Objects.requireNonNull(byId.get(alias.dossierId()))));
        }
        return locked;
    }

    /**
     * Those of {@code names} that stand for a dossier of which another transaction holds a lock, on its row or on one of its
     * lines, at this moment. Waits for none of them.
     */
    public Set<String> held(Connection connection, Collection<String> names) throws SQLException {
        Array wanted = connection.createArrayOf("text", names.toArray());
        Map<String, List<Long>> dossiers = new HashMap<>();
        Set<Long> held = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(DOSSIERS_OF)) {
            statement.setArray(1, wanted);
            statement.setArray(2, wanted);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    dossiers.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(row.getLong(2));
                    held.add(row.getLong(2));
                }
            }
        }
        Array ids = connection.createArrayOf("int8", held.toArray());
        held.removeAll(ids(connection, FREE, ids));
        List<Long> lines = ids(connection, LINES, ids);
        ids(connection, FREE_LINES, ids).forEach(lines::remove);
        held.addAll(lines);
        return dossiers.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(held::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<Long> ids(Connection connection, String query, Array ids) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, ids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getLong(1));
                }
            }
        }
        return found;
    }

    /** All names of {@code dossiers}: their own codes and their aliases. */
    public Set<String> namesOf(Connection connection, Collection<DossierState> dossiers) throws SQLException {
        Set<String> names = dossiers.stream().map(DossierState::code).collect(Collectors.toCollection(TreeSet::new));
        try (PreparedStatement statement = connection.prepareStatement(NAMES_OF)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int8", dossiers.stream().map(DossierState::id).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
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
        Map<Name, DossierState> byName = new HashMap<>();
        dossiers.forEach(dossier -> byName.put(Name.of(dossier), dossier));
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns<DossierState> columns = columns(statement, sorted(dossiers), now);
            try (ResultSet row = columns.instant(DossierState::createdAt)
                    .text(dossier -> value(dossier.heldFor()))
                    .done()
                    .executeQuery()) {
                int inserted = 0;
                while (row.next()) {
                    inserted++;
                    Objects.requireNonNull(byName.get(new Name(row.getString(2), row.getString(3))))
                            .inserted(row.getLong(1));
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

    /**
     * Claims the names that {@code dossiers} got: the codes of those that were registered, new aliases, and what the messages
     * name that wait in new places. All have rows by now.
     *
     * @param claims how often each name was claimed before, as it was read
     * @return false when another transaction claimed one of them since; the caller rolls back and starts anew
     */
    public boolean claimNames(Connection connection, Collection<DossierState> dossiers, Map<String, Integer> claims)
            throws SQLException {
        Map<String, Integer> counts = new HashMap<>(claims);
        List<Claim> made = new ArrayList<>();
        for (DossierState dossier : dossiers) {
            if (dossier.claimsItsCode()) {
                made.add(new Claim(
                        dossier.code(), counts.merge(dossier.code(), 1, Integer::sum), null, dossier.id(), null));
            }
            for (Alias alias : dossier.newAliases()) {
                String name = DossierCode.oneNotation(alias.code());
                int nth = counts.merge(name, 1, Integer::sum);
                String said = name.equals(alias.code()) ? null : alias.code();
                made.add(new Claim(name, nth, alias.system(), dossier.id(), said));
            }
        }
        if (made.isEmpty()) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            return Columns.bind(statement, made)
                            .text(Claim::name)
                            .integer(Claim::nth)
                            .text(Claim::system)
                            .bigint(Claim::dossierId)
                            .text(Claim::said)
                            .done()
                            .executeUpdate()
                    == made.size();
        }
    }

    private record Claim(
            String name,
            int nth,
            @Nullable String system,
            long dossierId,
            @Nullable String said) {}

    private record Named(Alias alias, Long dossierId) {}

    /** What is unique about a row. */
    private record Name(String code, @Nullable String heldFor) {

        static Name of(DossierState dossier) {
            return new Name(dossier.code(), value(dossier.heldFor()));
        }
    }

    private static @Nullable String value(@Nullable AgencyCode agency) {
        return agency == null ? null : agency.value();
    }

    private static List<DossierState> sorted(List<DossierState> dossiers) {
        return dossiers.stream()
                .sorted(Comparator.comparing(DossierState::code)
                        .thenComparing(
                                DossierState::heldFor, Comparator.nullsFirst(Comparator.<AgencyCode>naturalOrder())))
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
                .bigint(DossierState::messages)
                .text(d -> value(d.registrant()))
                .text(d -> d.participants().isEmpty()
                        ? null
                        : d.participants().stream().map(AgencyCode::value).collect(Collectors.joining(" ")));
    }

    private static List<Named> aliases(Connection connection, Array wanted, Map<String, Integer> claims)
            throws SQLException {
        List<Named> aliases = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLAIMS)) {
            statement.setArray(1, wanted);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    String system = row.getString(3);
                    claims.merge(name, row.getInt(2), Math::max);
                    if (system != null) {
                        aliases.add(new Named(new Alias(system, name), row.getLong(4)));
                    }
                }
            }
        }
        return aliases;
    }

    private static DossierState read(ResultSet row) throws SQLException {
        Integer status = (Integer) row.getObject("status", Integer.class);
        return DossierState.stored(
                new DossierState.Row(
                        row.getLong("dossier_id"),
                        row.getString("code"),
                        agency(row.getString("held_for")),
                        instant(row, "created_at"),
                        row.getLong("messages")),
                status == null ? null : DossierStatus.of(status),
                row.getObject("registered_by", UUID.class),
                agency(row.getString("registrant")),
                registration(row),
                Arrays.stream((String[]) row.getArray("participants").getArray())
                        .map(AgencyCode::new)
                        .toList(),
                List.of((String[]) row.getArray("systems").getArray()));
    }

    private static @Nullable AgencyCode agency(@Nullable String code) {
        return code == null ? null : new AgencyCode(code);
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
                agency(handling),
                new AgencyCode(row.getString("receiving_branch")),
                instant(row, "submitted_at"),
                due == null ? null : due.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
