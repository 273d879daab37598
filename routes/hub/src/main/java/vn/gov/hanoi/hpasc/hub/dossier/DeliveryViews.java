package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DeliveryView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.LineView;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;

/** Reads all deliveries of a dossier, once, and shows them by message and by line. */
final class DeliveryViews {

    private static final String DELIVERIES = """
            select d.* , exists (select 1 from delivery p where p.dossier_id = d.dossier_id
                                 and p.destination = d.destination and p.state = 'parked') as behind_parked
            from delivery d where d.dossier_id = any(?) order by d.destination, d.sequence, d.revision""";

    private final Agencies agencies;
    private final DestinationHealth health;
    private final Clock clock;

    DeliveryViews(Agencies agencies, DestinationHealth health, Clock clock) {
        this.agencies = agencies;
        this.health = health;
        this.clock = clock;
    }

    /**
     * The deliveries of one dossier.
     *
     * @param byExchange of each message
     * @param lines how far each destination is
     */
    record Views(Map<UUID, List<DeliveryView>> byExchange, List<LineView> lines) {

        List<DeliveryView> of(UUID exchangeId) {
            return byExchange.getOrDefault(exchangeId, List.of());
        }
    }

    /** Of the dossier that stands in the rows {@code members}. */
    Views of(Connection connection, List<Long> members) throws SQLException {
        Map<UUID, List<DeliveryView>> byExchange = new HashMap<>();
        Map<String, Line> lines = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(DELIVERIES)) {
            statement.setArray(1, connection.createArrayOf("int8", members.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    DeliveryView view = view(row);
                    byExchange
                            .computeIfAbsent(row.getObject("exchange_id", UUID.class), id -> new ArrayList<>())
                            .add(view);
                    lines.computeIfAbsent(view.destination(), name -> new Line())
                            .add(view);
                }
            }
        }
        return new Views(
                byExchange,
                lines.entrySet().stream()
                        .map(line -> line.getValue().view(line.getKey()))
                        .toList());
    }

    /** How far a line is. */
    private static final class Line {
        private long accepted;
        private long finished;
        private String state = "done";
        private @Nullable String reason;

        void add(DeliveryView delivery) {
            accepted++;
            if (delivery.finishedAt() != null) {
                finished++;
            } else if (state.equals("done")) {
                state = delivery.state();
                reason = delivery.reason();
            }
        }

        LineView view(String destination) {
            return new LineView(destination, accepted, finished, state, reason);
        }
    }

    private DeliveryView view(ResultSet row) throws SQLException {
        String state = row.getString("state");
        String destination = row.getString("destination");
        return new DeliveryView(
                row.getObject("delivery_id", UUID.class),
                destination,
                row.getLong("sequence"),
                state,
                row.getInt("attempts"),
                row.getString("code"),
                reason(state, row.getString("reason"), row.getBoolean("behind_parked")),
                row.getString("reference"),
                state.equals("ready") ? nextAttempt(destination, Rows.instant(row, "next_attempt_at")) : null,
                Rows.instant(row, "finished_at"));
    }

    /** Everything unfinished has a reason. */
    private static @Nullable String reason(String state, @Nullable String stored, boolean behindParked) {
        if (stored != null) {
            return stored;
        }
        return switch (state) {
            case "waiting" -> behindParked ? "behind a parked message of this dossier" : "behind an earlier message";
            case "ready" -> "due";
            case "in-flight" -> "on its way";
            default -> null;
        };
    }

    private Instant nextAttempt(String destination, @Nullable Instant stored) {
        Instant earliest = agencies.byDestination(destination).isPresent() && !health.calling(destination)
                ? health.restsUntil(destination)
                : clock.instant();
        return stored == null || stored.isBefore(earliest) ? earliest : stored;
    }
}
