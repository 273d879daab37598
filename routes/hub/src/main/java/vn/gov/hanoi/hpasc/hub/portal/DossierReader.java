package vn.gov.hanoi.hpasc.hub.portal;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Confirmed;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Step;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.attachment.FileLinks;
import vn.gov.hanoi.hpasc.hub.dossier.LifeCycle;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** Makes the dossier for the portal out of the messages in the portal's line: those that routing gave it, in their order. */
final class DossierReader {

    private static final String DOSSIER = """
            select d.dossier_id, d.code, d.handling_agency, r.source, r.canonical,
                   (select a.code from dossier_alias a
                    where a.dossier_id = d.dossier_id and a.system = ? order by a.code limit 1) as at_portal
            from dossier d
            left join message r on r.exchange_id = d.registered_by
            where d.code = ? and d.held_for is null""";

    private static final String STEPS = """
            select m.exchange_id, coalesce(d.mark, m.mark) as mark, m.canonical
            from delivery d
            join message m on m.exchange_id = d.exchange_id
            where d.dossier_id = ? and d.destination = ? and d.state not in ('refused', 'cancelled')
            order by d.sequence, d.revision""";

    private static final String CONFIRMED = """
            select p.inserted, p.record,
                   array(select g.exchange_id from portal_progress g
                         where g.dossier_id = p.dossier_id and g.confirmed_at is not null) as progress
            from portal_dossier p where p.dossier_id = ?""";

    private final PortalLine line;
    private final Agencies agencies;
    private final FileLinks links;
    private final LifeCycle lifeCycle;
    private final MessageCodec codec = new MessageCodec();

    DossierReader(PortalLine line, Agencies agencies, FileLinks links, LifeCycle lifeCycle) {
        this.line = line;
        this.agencies = agencies;
        this.links = links;
        this.lifeCycle = lifeCycle;
    }

    /** A dossier's row. */
    record Found(
            long dossierId,
            String portalCode,
            @Nullable String handlingAgency,
            @Nullable DossierMessage registered) {}

    @Nullable
    Found find(Connection connection, String code) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DOSSIER)) {
            statement.setString(1, PortalLine.SYSTEM);
            statement.setString(2, code);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                byte[] registered = row.getBytes("canonical");
                return new Found(
                        row.getLong("dossier_id"),
                        Objects.requireNonNullElse(row.getString("at_portal"), row.getString("code")),
                        row.getString("handling_agency"),
                        registered == null ? null : message(registered));
            }
        }
    }

    PortalDossier read(Connection connection, Found found) throws SQLException {
        List<Step> steps = steps(connection, found.dossierId());
        Submitted submitted = submitted(found, steps);
        PortalDossier dossier = new PortalDossier(
                found.portalCode(),
                bornAtPortal(found),
                submitted,
                found.handlingAgency() == null ? null : name(new AgencyCode(found.handlingAgency())),
                steps,
                Map.of(),
                confirmed(connection, found.dossierId()));
        Map<String, URI> files = links.of(connection, found.dossierId(), current(dossier));
        return dossier.with(files);
    }

    private boolean bornAtPortal(Found found) {
        DossierMessage registered = found.registered();
        return registered != null
                && line.agency()
                        .filter(portal -> portal.equals(registered.source().agency()))
                        .isPresent();
    }

    /** The newest in the line; a dossier that came from the portal itself has none there. */
    private static @Nullable Submitted submitted(Found found, List<Step> steps) {
        Submitted submitted = found.registered() == null
                ? null
                : found.registered().data() instanceof Submitted registered ? registered : null;
        for (Step step : steps) {
            if (step.message().data() instanceof Submitted inLine) {
                submitted = inLine;
            }
        }
        return submitted;
    }

    private List<Step> steps(Connection connection, long dossierId) throws SQLException {
        List<Step> steps = new ArrayList<>();
        DossierStatus now = DossierStatus.REGISTERED;
        try (PreparedStatement statement = connection.prepareStatement(STEPS)) {
            statement.setLong(1, dossierId);
            statement.setString(2, line.destination());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    DossierMessage message = message(row.getBytes("canonical"));
                    if (message.type().fromHubOnly()) {
                        continue;
                    }
                    StepStatus status = StepStatus.of(message, row.getString("mark"), now, lifeCycle);
                    now = status.after();
                    steps.add(new Step(
                            row.getObject("exchange_id", UUID.class),
                            message,
                            name(message.source().agency()),
                            now,
                            status.late()));
                }
            }
        }
        return steps;
    }

    private static Confirmed confirmed(Connection connection, long dossierId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CONFIRMED)) {
            statement.setLong(1, dossierId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Confirmed(false, null, List.of());
                }
                UUID[] progress = (UUID[]) row.getArray("progress").getArray();
                return new Confirmed(row.getBoolean("inserted"), row.getString("record"), List.of(progress));
            }
        }
    }

    /** Files that the portal may fetch: papers that were not replaced, and results. */
    private static Set<String> current(PortalDossier dossier) {
        Set<String> files = new LinkedHashSet<>();
        dossier.papers().stream()
                .filter(paper -> !paper.replaced())
                .map(paper -> paper.document().sha256())
                .filter(Objects::nonNull)
                .forEach(files::add);
        dossier.results().stream()
                .map(DocumentReference::sha256)
                .filter(Objects::nonNull)
                .forEach(files::add);
        return files;
    }

    private String name(AgencyCode agency) {
        return agencies.nearest(agency).map(Agency::vietnameseName).orElse(agency.value());
    }

    private DossierMessage message(byte[] canonical) {
        try {
            return codec.fromJson(canonical);
        } catch (InvalidMessage e) {
            throw new IllegalStateException("a stored message cannot be read", e);
        }
    }
}
