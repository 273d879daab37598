package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.hub.authority.Viewer;
import vn.gov.hanoi.hpasc.hub.commit.Columns;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/** The table {@code dossier_file}: which dossiers name a file, and as what. */
public final class DossierFiles {

    private static final String INSERT = """
            insert into dossier_file (dossier_id, sha256, media_type, said_by)
            select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) order by 1, 2
            on conflict (dossier_id, sha256)
            do update set media_type = coalesce(excluded.media_type, dossier_file.media_type), said_by = excluded.said_by
            where (dossier_file.media_type, dossier_file.said_by)
                  is distinct from (coalesce(excluded.media_type, dossier_file.media_type), excluded.said_by)""";

    private static final String NAMING = """
            select dossier_id, media_type, said_by from dossier_file where sha256 = ?
            union all
            select d.dossier_id, f.media_type, substr(f.source, 11) from land_file f
            join message m on m.source = f.source and m.message_id = f.message_id
            join dossier d on d.dossier_id = m.dossier_id
            where f.sha256 = ?
            order by 1""";

    private final Transactions transactions;
    private final PartiesQuery parties = new PartiesQuery();

    DossierFiles(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A file that a message names.
     *
     * @param mediaType as the message says; null when it does not
     * @param saidBy the message's sender
     */
    public record Named(
            DossierState dossier, String sha256, @Nullable String mediaType, AgencyCode saidBy) {

        /** Of a message's documents those that lie here. */
        public static List<Named> of(
                DossierState dossier, @Nullable List<DocumentReference> documents, AgencyCode saidBy) {
            List<Named> named = new ArrayList<>();
            for (DocumentReference document : documents == null ? List.<DocumentReference>of() : documents) {
                String sha256 = document.sha256();
                if (sha256 != null) {
                    named.add(new Named(dossier, sha256, document.mediaType(), saidBy));
                }
            }
            return named;
        }
    }

    /**
     * How a dossier names a file.
     *
     * @param mediaType null when it does not say
     * @param saidBy the agency that named it
     */
    public record Reference(@Nullable String mediaType, AgencyCode saidBy) {}

    /** Writes which files the dossiers' messages name; of the same file the last counts. */
    public static void insert(Connection connection, List<Named> files) throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        Map<List<Object>, Named> once = new LinkedHashMap<>();
        files.forEach(file -> once.put(List.of(file.dossier().id(), file.sha256()), file));
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns.bind(statement, List.copyOf(once.values()))
                    .bigint(file -> file.dossier().id())
                    .text(Named::sha256)
                    .text(Named::mediaType)
                    .text(file -> file.saidBy().value())
                    .done()
                    .executeUpdate();
        }
    }

    /** How a dossier that {@code viewer} may look at names the file; empty when none does. */
    public Optional<Reference> find(String sha256, Viewer viewer) {
        return transactions.ask(connection -> {
            Map<Long, Reference> naming = naming(connection, sha256);
            Set<Long> readable = parties.readable(connection, List.copyOf(naming.keySet()), viewer);
            return naming.entrySet().stream()
                    .filter(entry -> readable.contains(entry.getKey()))
                    .min(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                    .map(Map.Entry::getValue);
        });
    }

    /** How the dossier names the file; empty when it does not. */
    public Optional<Reference> find(String sha256, long dossierId) {
        return transactions.ask(
                connection -> Optional.ofNullable(naming(connection, sha256).get(dossierId)));
    }

    private static Map<Long, Reference> naming(Connection connection, String sha256) throws SQLException {
        Map<Long, Reference> naming = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMING)) {
            statement.setString(1, sha256);
            statement.setString(2, sha256);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    naming.putIfAbsent(
                            row.getLong(1), new Reference(row.getString(2), new AgencyCode(row.getString(3))));
                }
            }
        }
        return naming;
    }
}
