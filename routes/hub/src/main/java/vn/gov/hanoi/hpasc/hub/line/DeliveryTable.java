package vn.gov.hanoi.hpasc.hub.line;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.commit.Columns;

/** The table {@code delivery} for whoever holds the lock of the line: what is created, and what came of it. */
public final class DeliveryTable {

    private static final String INSERT = """
            insert into delivery (delivery_id, exchange_id, dossier_id, destination, sender, sequence, revision, mark, state,
                                  round, relayed_at, created_at, finished_at, reason)
            select u.delivery_id, u.exchange_id, u.dossier_id, u.destination, u.sender, u.sequence, u.revision, u.mark,
                   u.state, u.round, case when u.state = 'in-flight' then n.now end, n.now,
                   case when u.state = 'cancelled' then n.now end,
                   case when u.state = 'cancelled' then 'the dossier was withdrawn' end
            from (select ?::timestamptz as now) n,
                 unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::int[], ?::text[],
                        ?::text[], ?::int[])
                     u(delivery_id, exchange_id, dossier_id, destination, sender, sequence, revision, mark, state, round)""";

    /** The state is an expression here so that the rows are found by their id, never by what is in flight: see RATIONALE.md. */
    private static final String DELIVERED = """
            update delivery d
            set state = 'delivered', attempts = d.attempts + 1, reference = u.reference, finished_at = ?::timestamptz,
                code = null, reason = null, next_attempt_at = null, leased_until = null
            from unnest(?::uuid[], ?::text[]) u(delivery_id, reference)
            where d.delivery_id = u.delivery_id and d.state || '' = 'in-flight'
            returning d.delivery_id, d.dossier_id, d.destination""";

    private static final String PUT_BACK = """
            update delivery d
            set state = 'ready', attempts = d.attempts + u.tried, code = u.code, reason = u.reason,
                next_attempt_at = u.next_attempt_at,
                failed_at = case when u.tried > 0 then n.now else d.failed_at end, own_failures = d.own_failures + u.own
            from (select ?::timestamptz as now) n,
                 unnest(?::uuid[], ?::int[], ?::int[], ?::text[], ?::text[], ?::timestamptz[], ?::int[])
                     u(delivery_id, tried, own, code, reason, next_attempt_at, round)
            where d.delivery_id = u.delivery_id and d.state || '' = 'in-flight' and d.round = u.round
            returning d.delivery_id""";

    private static final String PARK = """
            update delivery set state = 'parked', attempts = attempts + ?, code = ?, reason = ?, next_attempt_at = null,
                   leased_until = null
            where delivery_id = ? and state || '' = 'in-flight' and round = ?""";

    public void insert(Connection connection, List<NewDelivery> deliveries, Instant now) throws SQLException {
        if (deliveries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns.bind(statement, deliveries)
                    .value(now.toString())
                    .uuid(NewDelivery::deliveryId)
                    .uuid(NewDelivery::exchangeId)
                    .bigint(d -> d.line().dossierId())
                    .text(d -> d.line().destination())
                    .text(NewDelivery::sender)
                    .bigint(NewDelivery::sequence)
                    .integer(NewDelivery::revision)
                    .text(NewDelivery::mark)
                    .text(d -> d.state().stored())
                    .integer(NewDelivery::round)
                    .done()
                    .executeUpdate();
        }
    }

    /** What was delivered. */
    public record Delivered(UUID deliveryId, @Nullable String reference) {}

    /** A delivery and its line. */
    public record Ended(UUID deliveryId, LineKey line) {}

    /**
     * Ends deliveries that are in flight, in whatever round: that the destination has it stays true when the delivery was put
     * on its way once more in the meantime. Others of the list are left as they are and not returned.
     */
    public List<Ended> delivered(Connection connection, List<Delivered> deliveries, Instant now) throws SQLException {
        List<Ended> ended = new ArrayList<>();
        if (deliveries.isEmpty()) {
            return ended;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELIVERED)) {
            Columns.bind(statement, deliveries)
                    .value(now.toString())
                    .uuid(Delivered::deliveryId)
                    .text(Delivered::reference);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ended.add(new Ended(row.getObject(1, UUID.class), new LineKey(row.getLong(2), row.getString(3))));
                }
            }
        }
        return ended;
    }

    /**
     * A delivery that has to wait.
     *
     * @param round the round whose call failed
     * @param tried 1 when a call was made, 0 when not
     * @param own 1 when the failure was its own, 0 when its destination did not answer others either
     */
    public record PutBack(
            UUID deliveryId, int round, int tried, int own, String code, String reason, Instant nextAttempt) {}

    /**
     * Puts deliveries in flight back to wait for their next attempt. What failed in an earlier round is left as it is: a later
     * one is under way, or has ended it.
     *
     * @return those that were in flight in their round
     */
    public List<UUID> putBack(Connection connection, List<PutBack> deliveries, Instant now) throws SQLException {
        List<UUID> done = new ArrayList<>();
        if (deliveries.isEmpty()) {
            return done;
        }
        try (PreparedStatement statement = connection.prepareStatement(PUT_BACK)) {
            Columns.bind(statement, deliveries)
                    .value(now.toString())
                    .uuid(PutBack::deliveryId)
                    .integer(PutBack::tried)
                    .integer(PutBack::own)
                    .text(PutBack::code)
                    .text(PutBack::reason)
                    .instant(PutBack::nextAttempt)
                    .integer(PutBack::round);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    done.add(row.getObject(1, UUID.class));
                }
            }
        }
        return done;
    }

    /** Parks a delivery in flight; false when it is not in flight in this round. */
    public boolean park(Connection connection, UUID deliveryId, int round, int tried, String code, String reason)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARK)) {
            statement.setInt(1, tried);
            statement.setString(2, code);
            statement.setString(3, reason);
            statement.setObject(4, deliveryId);
            statement.setInt(5, round);
            return statement.executeUpdate() == 1;
        }
    }
}
