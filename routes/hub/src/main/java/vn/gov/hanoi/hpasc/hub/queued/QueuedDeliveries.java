package vn.gov.hanoi.hpasc.hub.queued;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryKey;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/** Makes deliveries that were put on a queue again, from what was accepted. */
final class QueuedDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedDeliveries.class);

    private static final String READ = """
            select d.delivery_id, d.exchange_id, d.destination, d.sequence, d.attempts, m.accepted_at,
                   nullif(coalesce(d.mark, m.mark), 'held'), m.canonical, s.code, d.former_key
            from delivery d
            join message m on m.exchange_id = d.exchange_id
            join dossier s on s.dossier_id = d.dossier_id
            where d.delivery_id = any(?)""";

    private final MessageCodec codec = new MessageCodec();
    private final Map<String, Destination> destinations = new HashMap<>();

    QueuedDeliveries(Destinations destinations) {
        destinations.all().forEach(destination -> this.destinations.put(destination.name(), destination));
    }

    /** By id; what this hub cannot make any more is left out. */
    Map<UUID, Delivery> read(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, Delivery> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    read(row, found);
                }
            }
        }
        return found;
    }

    private void read(ResultSet row, Map<UUID, Delivery> found) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        Destination destination = destinations.get(row.getString(3));
        try {
            if (destination != null) {
                DossierMessage message = codec.fromJson(row.getBytes(8));
                UUID former = row.getObject(10, UUID.class);
                found.put(
                        id,
                        new Delivery(
                                id,
                                former != null ? former : DeliveryKey.of(message.key(), destination.name()),
                                row.getObject(2, UUID.class),
                                destination,
                                row.getString(9),
                                row.getLong(4),
                                row.getInt(5),
                                row.getObject(6, OffsetDateTime.class).toInstant(),
                                row.getString(7),
                                message));
            }
        } catch (InvalidMessage unreadable) {
            LOG.atError().addKeyValue("delivery", id).setCause(unreadable).log("queued.unreadable");
        }
    }
}
