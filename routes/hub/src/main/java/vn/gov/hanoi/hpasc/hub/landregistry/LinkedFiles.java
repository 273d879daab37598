package vn.gov.hanoi.hpasc.hub.landregistry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.attachment.Attachment;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/** The table {@code land_file}: files named by link, and how far each is. */
public final class LinkedFiles {

    private static final String ANNOUNCE = """
            insert into land_file (source, message_id, nth, subject, name, link, state, tell, next_try_at, announced_at)
            values (?, ?, ?, ?, ?, ?, 'waiting', ?, ?::timestamptz, ?::timestamptz)
            on conflict (source, message_id, nth) do nothing""";

    /** Only of messages that were accepted: a call that was refused brings no files. */
    private static final String TAKE = """
            update land_file f set leased_by = ?, next_try_at = ?::timestamptz, attempts = attempts + 1
            from (select source, message_id, nth from land_file w
                  where w.state = 'waiting' and w.next_try_at <= ?::timestamptz
                    and exists (select 1 from message m where m.source = w.source and m.message_id = w.message_id)
                  order by w.next_try_at limit ? for update skip locked) due
            where f.source = due.source and f.message_id = due.message_id and f.nth = due.nth
            returning f.source, f.message_id, f.nth, f.name, f.link, f.attempts, f.announced_at""";

    private static final String END = """
            update land_file set state = ?, sha256 = ?, size = ?, media_type = ?, reason = ?, ended_at = ?::timestamptz,
                                 next_try_at = null
            where source = ? and message_id = ? and nth = ? and leased_by = ? and state = 'waiting'""";

    private static final String LATER = """
            update land_file set reason = ?, next_try_at = ?::timestamptz
            where source = ? and message_id = ? and nth = ? and leased_by = ? and state = 'waiting'""";

    private static final String UNTOLD = """
            select m.source, m.message_id, m.canonical, d.status
            from (select distinct source, message_id from land_file where tell and told_at is null limit 200) f
            join message m on m.source = f.source and m.message_id = f.message_id
            join dossier p on p.dossier_id = m.dossier_id
            join dossier d on d.dossier_id = coalesce(p.merged_into, p.dossier_id)
            where not exists (select 1 from land_file w where w.source = f.source and w.message_id = f.message_id
                              and w.state = 'waiting')""";

    private static final String OF_MESSAGE = """
            select nth, name, state, sha256, size, media_type, reason from land_file
            where source = ? and message_id = ? order by nth""";

    private final Transactions transactions;

    public LinkedFiles(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Files that belong to a message.
     *
     * @param subject the dossier
     * @param files in the order of the message's documents; those without a link count, and are left alone
     * @param tell whether the message's documents are said again with their files
     */
    public record Announced(String source, String messageId, String subject, List<File> files, boolean tell) {

        /** One of them. */
        public record File(String name, @Nullable String link) {}
    }

    /** A file to be fetched now. */
    record Due(String source, String messageId, int nth, String name, String link, int attempts, Instant since) {}

    /** A file as it stands. */
    record Standing(
            int nth,
            String name,
            String state,
            @Nullable String sha256,
            @Nullable Long size,
            @Nullable String mediaType,
            @Nullable String reason) {

        boolean fetched() {
            return state.equals("fetched");
        }
    }

    /** A message all of whose files have come to an end. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Untold(
            String source,
            String messageId,
            byte[] canonical,
            @Nullable Integer status) {}

    /** Notes files in the caller's transaction. */
    public void announce(Connection connection, Announced announced, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANNOUNCE)) {
            for (int nth = 0; nth < announced.files().size(); nth++) {
                Announced.File file = announced.files().get(nth);
                if (file.link() != null) {
                    statement.setString(1, announced.source());
                    statement.setString(2, announced.messageId());
                    statement.setInt(3, nth);
                    statement.setString(4, announced.subject());
                    statement.setString(5, file.name());
                    statement.setString(6, file.link());
                    statement.setBoolean(7, announced.tell());
                    statement.setString(8, now.toString());
                    statement.setString(9, now.toString());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    List<Due> take(UUID by, int most, Instant now, Duration lease) {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
                statement.setObject(1, by);
                statement.setString(2, now.plus(lease).toString());
                statement.setString(3, now.toString());
                statement.setInt(4, most);
                List<Due> due = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        due.add(new Due(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getString(5),
                                row.getInt(6),
                                row.getObject(7, java.time.OffsetDateTime.class).toInstant()));
                    }
                }
                return due;
            }
        });
    }

    void fetched(Due file, UUID by, Attachment kept, Instant now) {
        end(file, by, "fetched", kept, null, now);
    }

    void refused(Due file, UUID by, String reason, Instant now) {
        end(file, by, "refused", null, reason, now);
    }

    private void end(Due file, UUID by, String state, @Nullable Attachment kept, @Nullable String reason, Instant now) {
        transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(END)) {
                statement.setString(1, state);
                statement.setString(2, kept == null ? null : kept.sha256());
                statement.setObject(3, kept == null ? null : kept.size());
                statement.setString(4, kept == null ? null : kept.mediaType());
                statement.setString(5, reason);
                statement.setString(6, now.toString());
                key(statement, 7, file, by);
                return statement.executeUpdate();
            }
        });
    }

    void later(Due file, UUID by, String reason, Instant next) {
        transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LATER)) {
                statement.setString(1, reason);
                statement.setString(2, next.toString());
                key(statement, 3, file, by);
                return statement.executeUpdate();
            }
        });
    }

    private static void key(PreparedStatement statement, int from, Due file, UUID by) throws SQLException {
        statement.setString(from, file.source());
        statement.setString(from + 1, file.messageId());
        statement.setInt(from + 2, file.nth());
        statement.setObject(from + 3, by);
    }

    List<Untold> untold() {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(UNTOLD);
                    ResultSet row = statement.executeQuery()) {
                List<Untold> untold = new ArrayList<>();
                while (row.next()) {
                    untold.add(new Untold(
                            row.getString(1), row.getString(2), row.getBytes(3), row.getObject(4, Integer.class)));
                }
                return untold;
            }
        });
    }

    List<Standing> of(String source, String messageId) {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OF_MESSAGE)) {
                statement.setString(1, source);
                statement.setString(2, messageId);
                List<Standing> files = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        files.add(new Standing(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, Long.class),
                                row.getString(6),
                                row.getString(7)));
                    }
                }
                return files;
            }
        });
    }

    void told(String source, String messageId, Instant now) {
        transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "update land_file set told_at = ?::timestamptz where source = ? and message_id = ?")) {
                statement.setString(1, now.toString());
                statement.setString(2, source);
                statement.setString(3, messageId);
                return statement.executeUpdate();
            }
        });
    }

    /** Forgets files of calls that were never accepted. */
    void forget(Instant before) {
        transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    delete from land_file f where f.state = 'waiting' and f.announced_at < ?::timestamptz
                    and not exists (select 1 from message m where m.source = f.source and m.message_id = f.message_id)""")) {
                statement.setString(1, before.toString());
                return statement.executeUpdate();
            }
        });
    }
}
