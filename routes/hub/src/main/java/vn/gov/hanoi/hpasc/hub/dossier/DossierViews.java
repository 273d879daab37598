package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.dossier.DeliveryViews.Views;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.AliasView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DossierView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DuesView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.FileView;

/** Reads a dossier over all systems: what is known of it, where its messages are, and who may look. */
final class DossierViews {

    private static final String DOSSIER = "select d.* from dossier d where d.dossier_id = ?";

    private static final String ALIASES = "select system, code from dossier_alias where dossier_id = ? order by code";

    private static final String MEMBERS = """
            select dossier_id from dossier where dossier_id = ?
            union all
            select dossier_id from dossier where merged_into = ?
            order by dossier_id""";

    /** Of all members: what waited apart from the dossier kept its own row when it went on. */
    private static final String COUNT = "select count(*) from message where dossier_id = any(?)";

    private static final String FILES = """
            select f.message_id, f.name, f.state, f.sha256, f.size, f.media_type, f.reason
            from message m join land_file f on f.source = m.source and f.message_id = m.message_id
            where m.dossier_id = any(?)
            order by f.announced_at, f.message_id, f.nth limit 500""";

    private final DuesQuery dues = new DuesQuery();
    private final DeliveryViews deliveries;

    DossierViews(DeliveryViews deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * All of one dossier but its messages.
     *
     * @param dossier as it is shown
     * @param members its row, and rows of codes that turned out to be aliases of it
     * @param deliveries of all its messages
     */
    record Story(DossierView dossier, List<Long> members, Views deliveries) {}

    Optional<Story> of(Connection connection, long dossierId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DOSSIER)) {
            statement.setLong(1, dossierId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(story(connection, row)) : Optional.empty();
            }
        }
    }

    /** The deliveries of all messages of a dossier. */
    Views deliveries(Connection connection, long dossierId) throws SQLException {
        return deliveries.of(connection, members(connection, dossierId));
    }

    private Story story(Connection connection, ResultSet row) throws SQLException {
        long id = row.getLong("dossier_id");
        List<Long> members = members(connection, id);
        Views views = deliveries.of(connection, members);
        return new Story(view(connection, row, members, views), members, views);
    }

    private DossierView view(Connection connection, ResultSet row, List<Long> members, Views deliveries)
            throws SQLException {
        Integer number = row.getObject("status", Integer.class);
        DossierStatus status = number == null ? null : DossierStatus.of(number);
        DuesView owed = dues.of(connection, row.getLong("dossier_id"));
        String handling = row.getString("handling_agency");
        String receiving = row.getString("receiving_branch");
        return new DossierView(
                row.getString("code"),
                aliases(connection, row.getLong("dossier_id")),
                number,
                status == null ? null : status.vietnamese(),
                status == null ? null : status.english(),
                row.getString("procedure_code"),
                row.getString("procedure_name"),
                handling,
                receiving,
                participants(row.getArray("participants")),
                Rows.instant(row, "submitted_at"),
                Rows.instant(row, "due_at"),
                status != null && LifeCycle.pauses(status),
                owed != null && owed.openRevocations() > 0 && (status == null || LifeCycle.terminal(status))
                        ? handling
                        : nextActor(status, handling, receiving),
                Rows.timestamp(row, "updated_at"),
                count(connection, members),
                deliveries.lines(),
                owed,
                files(connection, members));
    }

    /** Who is expected to act: a dossier is never without a next actor until it is over. */
    private static @Nullable String nextActor(
            @Nullable DossierStatus status, @Nullable String handling, @Nullable String receiving) {
        return switch (status) {
            case null -> "sender";
            case REGISTERED, ACCEPTED, IN_PROCESS -> handling == null ? "operator" : handling;
            case SUPPLEMENT_REQUESTED, OBLIGATION_REQUESTED -> "citizen";
            case PROCESSED -> receiving;
            case NOT_ACCEPTED, WITHDRAWN, STOPPED, RESULT_RETURNED -> null;
        };
    }

    private static List<AliasView> aliases(Connection connection, long id) throws SQLException {
        List<AliasView> aliases = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALIASES)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    aliases.add(new AliasView(row.getString(1), row.getString(2)));
                }
            }
        }
        return aliases;
    }

    private static long count(Connection connection, List<Long> members) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setArray(1, connection.createArrayOf("int8", members.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static @Nullable List<FileView> files(Connection connection, List<Long> members) throws SQLException {
        List<FileView> files = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FILES)) {
            statement.setArray(1, connection.createArrayOf("int8", members.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    files.add(new FileView(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, Long.class),
                            row.getString(6),
                            row.getString(7)));
                }
            }
        }
        return files.isEmpty() ? null : files;
    }

    private static @Nullable List<String> participants(Array codes) throws SQLException {
        List<String> participants = List.of((String[]) codes.getArray());
        return participants.isEmpty() ? null : participants;
    }

    private static List<Long> members(Connection connection, long id) throws SQLException {
        List<Long> members = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
            statement.setLong(1, id);
            statement.setLong(2, id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    members.add(row.getLong(1));
                }
            }
        }
        return members;
    }
}
