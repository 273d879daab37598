package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.authority.DossierParties;
import vn.gov.hanoi.hpasc.hub.authority.Viewer;

/** Finds the dossier that a name means to whoever looks, and who has to do with a dossier. */
final class PartiesQuery {

    /** A registered dossier of that code counts before those that have it as an alias. */
    private static final String NAMED = """
            select d.dossier_id, null as system from dossier d
            where d.code = ? and d.held_for is null and d.registered_by is not null
            union all
            select a.dossier_id, a.system from dossier_name a
            where a.name = ? and a.system is not null
              and not exists (select 1 from dossier d where d.code = a.name and d.held_for is null
                                               and d.registered_by is not null)""";

    private static final String PARTIES = """
            select d.dossier_id, d.code, d.registrant, d.receiving_branch, d.handling_agency, d.participants,
                   d.procedure_code,
                   array(select a.system from dossier_alias a where a.dossier_id = d.dossier_id) as systems
            from dossier d where d.dossier_id = any(?) and d.registered_by is not null""";

    private record Candidate(long dossierId, @Nullable String system) {}

    /** The one dossier of that name that {@code viewer} may look at; of several, the one in its own alias system. */
    Optional<Long> find(Connection connection, String name, Viewer viewer) throws SQLException {
        List<Candidate> candidates = named(connection, name);
        Set<Long> readable = readable(
                connection, candidates.stream().map(Candidate::dossierId).toList(), viewer);
        if (readable.size() == 1) {
            return Optional.of(readable.iterator().next());
        }
        Set<Long> own = candidates.stream()
                .filter(candidate -> candidate.system() != null && viewer.issuesAliasesOf(candidate.system()))
                .map(Candidate::dossierId)
                .filter(readable::contains)
                .collect(Collectors.toSet());
        return own.size() == 1 ? Optional.of(own.iterator().next()) : Optional.empty();
    }

    /** Which of the dossiers {@code viewer} may look at. */
    Set<Long> readable(Connection connection, List<Long> dossierIds, Viewer viewer) throws SQLException {
        return matching(connection, dossierIds, viewer::mayRead);
    }

    /** Those of the registered dossiers for whose parties {@code test} holds. */
    Set<Long> matching(Connection connection, List<Long> dossierIds, Predicate<DossierParties> test)
            throws SQLException {
        if (dossierIds.isEmpty()) {
            return Set.of();
        }
        Stream.Builder<Long> readable = Stream.builder();
        try (PreparedStatement statement = connection.prepareStatement(PARTIES)) {
            statement.setArray(1, connection.createArrayOf("int8", dossierIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (test.test(parties(row))) {
                        readable.add(row.getLong("dossier_id"));
                    }
                }
            }
        }
        return readable.build().collect(Collectors.toSet());
    }

    private static List<Candidate> named(Connection connection, String name) throws SQLException {
        List<Candidate> candidates = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMED)) {
            statement.setString(1, name);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    candidates.add(new Candidate(row.getLong(1), row.getString(2)));
                }
            }
        }
        return candidates;
    }

    private static DossierParties parties(ResultSet row) throws SQLException {
        return new DossierParties(
                row.getString("code"),
                set(row.getArray("systems"), system -> system),
                code(row, "registrant", AgencyCode::new),
                code(row, "receiving_branch", AgencyCode::new),
                code(row, "handling_agency", AgencyCode::new),
                set(row.getArray("participants"), AgencyCode::new),
                code(row, "procedure_code", ProcedureCode::new));
    }

    private static <T> Set<T> set(Array array, Function<String, T> reader) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(reader).collect(Collectors.toUnmodifiableSet());
    }

    private static <T> @Nullable T code(ResultSet row, String column, Function<String, T> reader) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : reader.apply(text);
    }
}
