package vn.gov.hanoi.hpasc.hub.line;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code delivery}, for lines that stand still: what ends them or lets them go on. */
public final class ParkedTable {

    private static final String CLOSE = """
            update delivery set state = ?, finished_at = ?::timestamptz, code = coalesce(?, code), reason = ?,
                   next_attempt_at = null, leased_until = null
            where delivery_id = any(?) and state in ('parked', 'waiting')
            returning delivery_id, exchange_id, dossier_id, destination""";

    private static final String PARKED_OF = """
            select d.delivery_id, d.dossier_id, d.destination, d.sequence, d.revision, d.state, m.source, m.type from delivery d
            join message m on m.exchange_id = d.exchange_id
            where d.exchange_id = ? and d.dossier_id = ?
              and (d.state = 'parked'
                   or d.state = 'refused' and not exists (select 1 from message c where c.corrects = d.exchange_id))""";

    private static final String LINE_IF_PARKED = """
            select delivery_id from delivery
            where dossier_id = ? and destination = ? and state in ('parked', 'waiting')
              and exists (select 1 from delivery where dossier_id = ? and destination = ? and state = 'parked')
            order by sequence, revision""";

    private static final String RELEASE_PARKED = """
            update delivery set state = 'ready', next_attempt_at = null, failed_at = null, own_failures = 0,
                   reason = ?
            where delivery_id = ? and state || '' = 'parked'""";

    /** A delivery that was closed without being delivered. */
    public record Closed(UUID deliveryId, UUID exchangeId, LineKey line) {}

    /** Closes parked or waiting deliveries as refused or cancelled. */
    public List<Closed> close(
            Connection connection,
            DeliveryState as,
            Collection<UUID> deliveries,
            @Nullable String code,
            String reason,
            Instant now)
            throws SQLException {
        List<Closed> closed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
            statement.setString(1, as.stored());
            statement.setString(2, now.toString());
            statement.setString(3, code);
            statement.setString(4, reason);
            statement.setArray(5, connection.createArrayOf("uuid", deliveries.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    closed.add(new Closed(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            new LineKey(row.getLong(3), row.getString(4))));
                }
            }
        }
        return closed;
    }

    /**
     * A parked or refused delivery of a message, which a correction may make good, once.
     *
     * @param source who sent the message
     * @param type of the message, as it is stored
     */
    public record Correctable(
            UUID deliveryId,
            LineKey line,
            long sequence,
            int revision,
            DeliveryState state,
            String source,
            String type) {}

    public List<Correctable> correctable(Connection connection, UUID exchangeId, long dossierId) throws SQLException {
        List<Correctable> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PARKED_OF)) {
            statement.setObject(1, exchangeId);
            statement.setLong(2, dossierId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Correctable(
                            row.getObject(1, UUID.class),
                            new LineKey(row.getLong(2), row.getString(3)),
                            row.getLong(4),
                            row.getInt(5),
                            DeliveryState.of(row.getString(6)),
                            row.getString(7),
                            row.getString(8)));
                }
            }
        }
        return found;
    }

    /** All unfinished deliveries of a line whose head is parked; none when it is not. */
    public List<UUID> unfinishedIfParked(Connection connection, LineKey line) throws SQLException {
        List<UUID> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LINE_IF_PARKED)) {
            statement.setLong(1, line.dossierId());
            statement.setString(2, line.destination());
            statement.setLong(3, line.dossierId());
            statement.setString(4, line.destination());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
        }
        return found;
    }

    /** Lets a parked delivery try again; false when it is not parked. */
    public boolean releaseParked(Connection connection, UUID deliveryId, String reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE_PARKED)) {
            statement.setString(1, reason);
            statement.setObject(2, deliveryId);
            return statement.executeUpdate() == 1;
        }
    }
}
