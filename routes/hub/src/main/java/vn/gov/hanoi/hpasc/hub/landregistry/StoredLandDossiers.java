package vn.gov.hanoi.hpasc.hub.landregistry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFacts;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFacts.Owed;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFile;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.attachment.Attachments;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.ProcedureRule;

/** {@link LandDossiers} from PostgreSQL and the store of files. */
final class StoredLandDossiers implements LandDossiers {

    /** What aliases call the land registry. */
    private static final String SYSTEM = "land-registry";

    private static final String DOSSIER = """
            select d.dossier_id, d.receiving_branch, d.procedure_code, d.procedure_name, d.due_at,
                   (select a.code from dossier_alias a where a.dossier_id = d.dossier_id and a.system = ?
                    order by a.code limit 1) as receipt_number
            from dossier d where d.code = ? and d.held_for is null""";

    private static final String OWED = """
            select o.obligation_id, o.origin,
                   case when r.state = 'revoked' then 0 else o.amount - o.confirmed + o.refunded end as outstanding
            from obligation o
            left join revocation r on r.dossier_id = o.dossier_id and r.obligation_id = o.obligation_id
            where o.dossier_id = ? order by o.raised_at, o.obligation_id""";

    private final Transactions transactions;
    private final Attachments attachments;
    private final Agencies agencies;
    private final RoutingTable routing;

    StoredLandDossiers(Transactions transactions, Attachments attachments, Agencies agencies, RoutingTable routing) {
        this.transactions = transactions;
        this.attachments = attachments;
        this.agencies = agencies;
        this.routing = routing;
    }

    @Override
    public LandFacts facts(String code) {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DOSSIER)) {
                statement.setString(1, SYSTEM);
                statement.setString(2, code);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? facts(connection, row) : new LandFacts(null, null, null, null, List.of());
                }
            }
        });
    }

    private LandFacts facts(Connection connection, ResultSet row) throws SQLException {
        OffsetDateTime due = row.getObject("due_at", OffsetDateTime.class);
        return new LandFacts(
                row.getString("receipt_number"),
                agencyName(row.getString("receiving_branch")),
                procedureName(row.getString("procedure_code"), row.getString("procedure_name")),
                due == null ? null : due.toInstant(),
                owed(connection, row.getLong("dossier_id")));
    }

    /** A branch that is not in agencies.yaml goes by the name of the agency above it, and its own code. */
    private @Nullable String agencyName(@Nullable String code) {
        if (code == null) {
            return null;
        }
        AgencyCode branch = new AgencyCode(code);
        Agency nearest = agencies.nearest(branch).orElse(null);
        if (nearest == null) {
            return code;
        }
        return nearest.code().equals(branch) ? nearest.vietnameseName() : nearest.vietnameseName() + " (" + code + ")";
    }

    private @Nullable String procedureName(@Nullable String code, @Nullable String said) {
        return code == null
                ? said
                : routing.procedure(new ProcedureCode(code))
                        .map(ProcedureRule::vietnameseName)
                        .orElse(said);
    }

    private static List<Owed> owed(Connection connection, long dossierId) throws SQLException {
        List<Owed> owed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OWED)) {
            statement.setLong(1, dossierId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    owed.add(new Owed(
                            row.getString("obligation_id"),
                            row.getString("origin").equals("fee"),
                            Math.max(0, row.getLong("outstanding"))));
                }
            }
        }
        return owed;
    }

    @Override
    public Optional<LandFile> file(String sha256) {
        return attachments
                .find(sha256)
                .map(file -> new LandFile(file.sha256(), file.size(), file.mediaType(), () -> attachments.open(file)));
    }
}
