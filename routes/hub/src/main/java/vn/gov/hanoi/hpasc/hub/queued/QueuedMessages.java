package vn.gov.hanoi.hpasc.hub.queued;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.commit.Columns;

/** The table {@code queued_message}. All times in it are the database's. */
public final class QueuedMessages {

    private static final String PUT_DELIVERIES = """
            insert into queued_message (queue, duplicate_id, delivery_id, boot)
            select u.queue, u.duplicate_id, u.delivery_id, u.boot
            from unnest(?::text[], ?::uuid[], ?::uuid[], ?::uuid[]) u(queue, duplicate_id, delivery_id, boot)
            on conflict (queue, duplicate_id) do update
            set boot = excluded.boot, put_at = clock_timestamp(), missed_at = null""";

    private static final String PUT_REPLIES = """
            insert into queued_message (queue, duplicate_id, body, content_type, correlation_id, kind, event_id, boot)
            select ?, u.duplicate_id, u.body, u.content_type, u.correlation_id, u.kind, u.event_id, ?::uuid
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                     u(duplicate_id, body, content_type, correlation_id, kind, event_id)""";

    private static final String QUEUES = "select distinct queue from queued_message order by queue";

    private static final String OLDEST = """
            select duplicate_id, delivery_id, body, content_type, correlation_id, kind, event_id, position,
                   boot is distinct from ?::uuid
            from queued_message where queue = ? and position > ? and (not ? or boot is distinct from ?::uuid)
            order by position limit ?""";

    private static final String IN_THIS_BOOT = """
            update queued_message set boot = ?::uuid, missed_at = null where queue = ? and duplicate_id = any(?)""";

    private static final String FOUND = """
            update queued_message set missed_at = null
            where queue = ? and duplicate_id = any(?) and missed_at is not null""";

    /** A message that two looks in a row did not find, under one start of the broker, was consumed. */
    private static final String CONSUMED = """
            delete from queued_message
            where queue = ? and duplicate_id = any(?) and boot = ?::uuid and missed_at is not null""";

    private static final String MISSED = """
            update queued_message set missed_at = clock_timestamp()
            where queue = ? and duplicate_id = any(?) and boot = ?::uuid and missed_at is null""";

    private static final String DEPTHS = """
            select queue, count(*), count(*) filter (where boot is null),
                   extract(epoch from clock_timestamp() - min(put_at))::bigint
            from queued_message group by queue order by queue""";

    /** A delivery that the broker took. {@code boot} is null when it is not known under which start of the broker. */
    public record PutDelivery(
            String queue,
            UUID duplicateId,
            UUID deliveryId,
            @Nullable UUID boot) {}

    /**
     * A message that is not known to be consumed.
     *
     * @param deliveryId of a delivery; null for a reply
     * @param reply null for a delivery
     * @param suspect whether it was put under another start of the broker than the one asked about
     */
    record Row(
            UUID duplicateId,
            long position,
            @Nullable UUID deliveryId,
            @Nullable QueuedReply reply,
            boolean suspect) {}

    /**
     * Depth and age of a queue.
     *
     * @param depth messages not known to be consumed
     * @param again of them, how many are to be sent again
     * @param oldestSeconds how long the oldest has been there
     */
    public record Depth(String queue, long depth, long again, long oldestSeconds) {}

    /** Remembers deliveries, in the transaction that says they were delivered. */
    public void put(Connection connection, List<PutDelivery> deliveries) throws SQLException {
        if (deliveries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(PUT_DELIVERIES)) {
            Columns.bind(statement, deliveries)
                    .text(PutDelivery::queue)
                    .uuid(PutDelivery::duplicateId)
                    .uuid(PutDelivery::deliveryId)
                    .uuid(PutDelivery::boot)
                    .done()
                    .executeUpdate();
        }
    }

    void put(Connection connection, String queue, @Nullable UUID boot, List<QueuedReply> replies) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUT_REPLIES)) {
            statement.setString(1, queue);
            statement.setObject(2, boot);
            statement.setArray(
                    3,
                    array(
                            connection,
                            replies.stream().map(QueuedReply::duplicateId).toList()));
            int index = 4;
            for (List<@Nullable String> column : texts(replies)) {
                statement.setArray(index++, connection.createArrayOf("text", column.toArray()));
            }
            statement.executeUpdate();
        }
    }

    private static List<List<@Nullable String>> texts(List<QueuedReply> replies) {
        List<List<@Nullable String>> columns = new ArrayList<>();
        for (int column = 0; column < 5; column++) {
            columns.add(new ArrayList<>());
        }
        for (QueuedReply reply : replies) {
            columns.get(0).add(reply.body());
            columns.get(1).add(reply.contentType());
            columns.get(2).add(reply.correlationId());
            columns.get(3).add(reply.kind());
            columns.get(4).add(reply.eventId());
        }
        return columns;
    }

    /** Queues of which something is not known to be consumed. */
    List<String> queues(Connection connection) throws SQLException {
        List<String> queues = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(QUEUES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                queues.add(row.getString(1));
            }
        }
        return queues;
    }

    /** The oldest rows behind {@code after}; with {@code suspects}, only those not put under {@code boot}. */
    List<Row> oldest(Connection connection, String queue, UUID boot, boolean suspects, long after, int most)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OLDEST)) {
            statement.setObject(1, boot);
            statement.setString(2, queue);
            statement.setLong(3, after);
            statement.setBoolean(4, suspects);
            statement.setObject(5, boot);
            statement.setInt(6, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        UUID duplicateId = row.getObject(1, UUID.class);
        UUID deliveryId = row.getObject(2, UUID.class);
        QueuedReply reply = deliveryId != null
                ? null
                : new QueuedReply(
                        duplicateId,
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7));
        return new Row(duplicateId, row.getLong(8), deliveryId, reply, row.getBoolean(9));
    }

    /** They are in the queue under {@code boot}, having been found there or sent again. */
    void inThisBoot(Connection connection, String queue, UUID boot, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IN_THIS_BOOT)) {
            statement.setObject(1, boot);
            statement.setString(2, queue);
            statement.setArray(3, array(connection, ids));
            statement.executeUpdate();
        }
    }

    /** Records a look at a queue; gives how many are now known to be consumed. */
    int looked(Connection connection, String queue, UUID boot, Collection<UUID> found, Collection<UUID> missing)
            throws SQLException {
        update(connection, FOUND, queue, found, null);
        int consumed = update(connection, CONSUMED, queue, missing, boot);
        update(connection, MISSED, queue, missing, boot);
        return consumed;
    }

    private static int update(
            Connection connection, String sql, String queue, Collection<UUID> ids, @Nullable UUID boot)
            throws SQLException {
        if (ids.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, queue);
            statement.setArray(2, array(connection, ids));
            if (boot != null) {
                statement.setObject(3, boot);
            }
            return statement.executeUpdate();
        }
    }

    /** All queues that are not empty. */
    List<Depth> depths(Connection connection) throws SQLException {
        List<Depth> depths = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DEPTHS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                depths.add(new Depth(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
            }
        }
        return depths;
    }

    private static java.sql.Array array(Connection connection, Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }
}
