package vn.gov.hanoi.hpasc.hub.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryKey;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.commit.GroupCommit;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.commit.Worker;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.DepartureTable;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.Failures;
import vn.gov.hanoi.hpasc.hub.line.Handover;
import vn.gov.hanoi.hpasc.hub.line.LineKey;

/** Reads deliveries with their messages; consumers that ask at the same time share one query. */
final class DeliveryLoader implements Worker.Employer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoader.class);

    private static final String LOAD = """
            select d.delivery_id, d.former_key, d.exchange_id, d.destination, d.sequence, d.attempts, d.round, d.state,
                   d.failed_at, d.own_failures, d.relayed_at, d.dossier_id, m.accepted_at,
                   coalesce(d.mark, m.mark) as mark, m.canonical, s.code
            from delivery d
            join message m on m.exchange_id = d.exchange_id
            join dossier s on s.dossier_id = d.dossier_id
            where d.delivery_id = any(?)""";

    private final Transactions transactions;
    private final MessageCodec codec;
    private final Handover handover;
    private final DepartureTable departures = new DepartureTable();
    private final Map<String, Destination> destinations = new HashMap<>();
    private final GroupCommit<Wish> wishes;

    private record Wish(UUID deliveryId, CompletableFuture<@Nullable TakenUp> answer) {}

    DeliveryLoader(Transactions transactions, MessageCodec codec, Destinations destinations, Handover handover) {
        this.transactions = transactions;
        this.codec = codec;
        this.handover = handover;
        destinations.all().forEach(destination -> this.destinations.put(destination.name(), destination));
        this.wishes = new GroupCommit<>("delivery-load", 1, 128, 8192, this::grant);
    }

    /** The delivery that a broker message names, or null when there is none of that id; waits for the query if it takes one. */
    @Nullable
    TakenUp load(Dispatch named) throws StoreAway {
        Handover.Ready ready = handover.take(named);
        Destination destination = destinations.get(named.destination());
        return ready != null && destination != null
                ? takenUp(named, destination, ready.row(), ready.content())
                : load(named.deliveryId());
    }

    private static TakenUp takenUp(
            Dispatch named, Destination destination, Dispatch.Row row, Handover.Content content) {
        Delivery delivery = new Delivery(
                named.deliveryId(),
                DeliveryKey.of(content.message().key(), destination.name()),
                row.exchangeId(),
                destination,
                content.dossierCode(),
                row.sequence(),
                row.attempts() + 1,
                content.acceptedAt(),
                content.mark(),
                content.message());
        LineKey line = new LineKey(row.dossierId(), destination.name());
        return new TakenUp(delivery, line, named.round(), DeliveryState.IN_FLIGHT, row.failures(), row.relayedAt());
    }

    /** Renews the claim on a delivery that waited so long that its call might outlive it; false when it is lost. */
    boolean renew(TakenUp takenUp, Instant now) throws StoreAway {
        try {
            return transactions.run(connection ->
                    departures.renew(connection, takenUp.delivery().deliveryId(), takenUp.round(), now));
        } catch (SQLException e) {
            throw new StoreAway("the claim was not renewed: " + e.getMessage());
        }
    }

    /** The delivery as PostgreSQL has it, or null. */
    @Nullable
    TakenUp load(UUID deliveryId) throws StoreAway {
        Wish wish = new Wish(deliveryId, new CompletableFuture<>());
        if (!wishes.offer(wish)) {
            throw new StoreAway("too many deliveries wait to be read");
        }
        return StoreAway.waitFor(wish.answer());
    }

    private void grant(List<Wish> asked) {
        try {
            Map<UUID, TakenUp> found = transactions.run(connection ->
                    read(connection, asked.stream().map(Wish::deliveryId).toList()));
            asked.forEach(wish -> wish.answer().complete(found.get(wish.deliveryId())));
        } catch (SQLException | RuntimeException e) {
            asked.forEach(wish -> wish.answer().completeExceptionally(e));
        }
    }

    /** Reads deliveries in the caller's transaction. */
    Map<UUID, TakenUp> read(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, TakenUp> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TakenUp takenUp = read(row);
                    if (takenUp != null) {
                        found.put(takenUp.delivery().deliveryId(), takenUp);
                    }
                }
            }
        }
        return found;
    }

    /** Null when the row cannot be delivered by this hub as it is configured: one such row must not stop the others. */
    private @Nullable TakenUp read(ResultSet row) throws SQLException {
        Destination destination = destinations.get(row.getString("destination"));
        if (destination == null) {
            unreadable(row, "its destination is not configured any more");
            return null;
        }
        UUID exchangeId = row.getObject("exchange_id", UUID.class);
        try {
            DossierMessage message = codec.fromJson(row.getBytes("canonical"));
            Delivery delivery = new Delivery(
                    row.getObject("delivery_id", UUID.class),
                    key(row.getObject("former_key", UUID.class), message, destination),
                    exchangeId,
                    destination,
                    row.getString("code"),
                    row.getLong("sequence"),
                    row.getInt("attempts") + 1,
                    row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                    mark(row.getString("mark")),
                    message);
            return new TakenUp(
                    delivery,
                    new LineKey(row.getLong("dossier_id"), destination.name()),
                    row.getInt("round"),
                    DeliveryState.of(row.getString("state")),
                    new Failures(instant(row, "failed_at"), row.getInt("own_failures")),
                    instant(row, "relayed_at"));
        } catch (InvalidMessage e) {
            unreadable(row, e.getMessage());
            return null;
        }
    }

    /** @param former the key under which an earlier version of the hub began to deliver it; null for none */
    private static UUID key(@Nullable UUID former, DossierMessage message, Destination destination) {
        return former != null ? former : DeliveryKey.of(message.key(), destination.name());
    }

    private static void unreadable(ResultSet row, @Nullable String why) throws SQLException {
        LOG.atError()
                .addKeyValue("event", "delivery.unreadable")
                .addKeyValue("delivery", row.getString("delivery_id"))
                .addKeyValue("destination", row.getString("destination"))
                .addKeyValue("why", why)
                .log("a stored delivery cannot be made");
    }

    private static @Nullable String mark(@Nullable String mark) {
        return "held".equals(mark) ? null : mark;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    @Override
    public List<Worker> workers() {
        return wishes.workers();
    }

    @Override
    public void close() {
        wishes.close();
    }
}
