package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.authority.Viewer;
import vn.gov.hanoi.hpasc.hub.commit.Columns;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** The table {@code dossier_file}: which dossiers name a file, and as what. */
public final class DossierFiles {

    private static final String INSERT = """
            insert into dossier_file (dossier_id, sha256, media_type, said_by)
            select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) order by 1, 2, 4
            on conflict (dossier_id, sha256, said_by)
            do update set media_type = coalesce(excluded.media_type, dossier_file.media_type), named_at = now()""";

    private static final String NAMING = """
            select dossier_id, media_type, said_by, false as fetched, named_at from dossier_file where sha256 = ?
            union all
            select coalesce(d.merged_into, d.dossier_id), f.media_type, substr(f.source, 11), true, f.announced_at
            from land_file f
            join message m on m.source = f.source and m.message_id = f.message_id
            join dossier d on d.dossier_id = m.dossier_id
            where f.sha256 = ?
            order by 1, 5 desc""";

    private static final String BROUGHT_BY = "select agency from attachment_upload where sha256 = ?";

    private final Transactions transactions;
    private final Agencies agencies;
    private final AuthorityPolicy authority;
    private final PartiesQuery parties = new PartiesQuery();

    DossierFiles(Transactions transactions, Agencies agencies, AuthorityPolicy authority) {
        this.transactions = transactions;
        this.agencies = agencies;
        this.authority = authority;
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

    /** Writes which files the dossiers' messages name; what a sender said last of a file counts. */
    public static void insert(Connection connection, List<Named> files) throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        Map<List<Object>, Named> once = new LinkedHashMap<>();
        files.forEach(file -> once.put(List.of(file.dossier().id(), file.sha256(), file.saidBy()), file));
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

    /**
     * How a dossier that {@code viewer} may look at names the file; empty when none does. To name a file gives nobody more
     * than its namer had: a dossier counts only if one who named the file in it brought it, or may look at another dossier
     * that counts.
     */
    public Optional<Reference> find(String sha256, Viewer viewer) {
        return transactions.ask(connection -> {
            List<Naming> naming = naming(connection, sha256);
            Set<Long> given = given(connection, sha256, naming);
            Set<Long> readable = parties.readable(connection, List.copyOf(given), viewer);
            return naming.stream()
                    .filter(named -> readable.contains(named.dossierId()))
                    .findFirst()
                    .map(Naming::reference);
        });
    }

    /** How the dossier names the file; empty when it does not. */
    public Optional<Reference> find(String sha256, long dossierId) {
        return transactions.ask(connection -> naming(connection, sha256).stream()
                .filter(named -> named.dossierId() == dossierId)
                .findFirst()
                .map(Naming::reference));
    }

    /** That somebody names the file in a dossier; {@code fetched} when the hub itself fetched it for that. */
    private record Naming(long dossierId, Reference reference, boolean fetched) {}

    /** The dossiers whose namers had the file to give. */
    private Set<Long> given(Connection connection, String sha256, List<Naming> naming) throws SQLException {
        Set<AgencyCode> broughtBy = broughtBy(connection, sha256);
        Set<Long> given = new LinkedHashSet<>();
        naming.stream()
                .filter(named -> named.fetched()
                        || broughtBy.contains(own(named.reference().saidBy())))
                .forEach(named -> given.add(named.dossierId()));
        Set<AgencyCode> others = new LinkedHashSet<>();
        naming.forEach(named -> others.add(own(named.reference().saidBy())));
        others.removeAll(broughtBy);
        boolean more = !given.isEmpty();
        while (more) {
            Set<AgencyCode> readers = new HashSet<>();
            for (AgencyCode namer : others) {
                if (mayReadOne(connection, given, namer)) {
                    readers.add(namer);
                }
            }
            others.removeAll(readers);
            more = naming.stream()
                    .filter(named -> readers.contains(own(named.reference().saidBy())))
                    .map(named -> given.add(named.dossierId()))
                    .reduce(false, Boolean::logicalOr);
        }
        return given;
    }

    private boolean mayReadOne(Connection connection, Set<Long> dossiers, AgencyCode agency) throws SQLException {
        Optional<Agency> namer = agencies.byCode(agency);
        return namer.isPresent()
                && !parties.readable(connection, List.copyOf(dossiers), authority.viewer(namer.get()))
                        .isEmpty();
    }

    private AgencyCode own(AgencyCode written) {
        return agencies.byCode(written).map(Agency::code).orElse(written);
    }

    private Set<AgencyCode> broughtBy(Connection connection, String sha256) throws SQLException {
        Set<AgencyCode> agencies = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(BROUGHT_BY)) {
            statement.setString(1, sha256);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    agencies.add(own(new AgencyCode(row.getString(1))));
                }
            }
        }
        return agencies;
    }

    private static List<Naming> naming(Connection connection, String sha256) throws SQLException {
        List<Naming> naming = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMING)) {
            statement.setString(1, sha256);
            statement.setString(2, sha256);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    naming.add(new Naming(
                            row.getLong(1),
                            new Reference(row.getString(2), new AgencyCode(row.getString(3))),
                            row.getBoolean(4)));
                }
            }
        }
        return naming;
    }
}
