package vn.gov.hanoi.hpasc.hub.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/** What waits for a person: parked deliveries, and held messages. */
public final class ParkedQuery {

    private static final int MOST = 1000;

    private static final String PARKED = """
            select d.delivery_id, d.exchange_id, s.code as dossier, d.destination, d.sequence, d.attempts, d.code, d.reason,
                   m.source, m.message_id, m.type, d.created_at,
                   (select count(*) from delivery w where w.dossier_id = d.dossier_id
                    and w.destination = d.destination and w.state = 'waiting') as behind
            from delivery d
            join dossier s on s.dossier_id = d.dossier_id
            join message m on m.exchange_id = d.exchange_id
            where d.state = 'parked' and (?::text is null or d.destination = ?)
            order by d.created_at limit ?""";

    private static final String HELD = """
            select h.exchange_id, s.code as dossier, h.reason, h.deadline, m.source, m.message_id, m.type, m.accepted_at
            from held_message h
            join dossier s on s.dossier_id = h.dossier_id
            join message m on m.exchange_id = h.exchange_id
            order by m.accepted_at limit ?""";

    private final Transactions transactions;

    ParkedQuery(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A parked delivery.
     *
     * @param behind messages of the same line that wait behind it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Parked(
            UUID deliveryId,
            UUID exchangeId,
            String dossier,
            String destination,
            long sequence,
            int attempts,
            @Nullable String code,
            @Nullable String reason,
            String source,
            String id,
            String type,
            Instant since,
            long behind) {}

    /** A held message. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Held(
            UUID exchangeId,
            String dossier,
            String reason,
            @Nullable Instant deadline,
            String source,
            String id,
            String type,
            Instant acceptedAt) {}

    /** Parked deliveries, the oldest first, at most {@value #MOST}; of one destination when {@code destination} is given. */
    public List<Parked> parked(@Nullable String destination) {
        return transactions.ask(connection -> {
            List<Parked> parked = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(PARKED)) {
                statement.setString(1, destination);
                statement.setString(2, destination);
                statement.setInt(3, MOST);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        parked.add(parked(row));
                    }
                }
            }
            return parked;
        });
    }

    private static Parked parked(ResultSet row) throws SQLException {
        return new Parked(
                row.getObject("delivery_id", UUID.class),
                row.getObject("exchange_id", UUID.class),
                row.getString("dossier"),
                row.getString("destination"),
                row.getLong("sequence"),
                row.getInt("attempts"),
                row.getString("code"),
                row.getString("reason"),
                row.getString("source"),
                row.getString("message_id"),
                row.getString("type"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("behind"));
    }

    /** Held messages, the oldest first, at most {@value #MOST}. */
    public List<Held> held() {
        return transactions.ask(ParkedQuery::held);
    }

    private static List<Held> held(Connection connection) throws SQLException {
        List<Held> held = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setInt(1, MOST);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime deadline = row.getObject("deadline", OffsetDateTime.class);
                    held.add(new Held(
                            row.getObject("exchange_id", UUID.class),
                            row.getString("dossier"),
                            row.getString("reason"),
                            deadline == null ? null : deadline.toInstant(),
                            row.getString("source"),
                            row.getString("message_id"),
                            row.getString("type"),
                            row.getObject("accepted_at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        return held;
    }
}
