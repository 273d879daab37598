package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** Answers {@link DossierQueries} from PostgreSQL. */
final class JdbcDossierQueries implements DossierQueries {

    private static final String DOSSIER = """
            select d.* from dossier d
            where d.dossier_id = coalesce((select dossier_id from dossier_alias where code = ?),
                                          (select coalesce(merged_into, dossier_id) from dossier where code = ?))""";

    private static final String ALIASES = "select system, code from dossier_alias where dossier_id = ? order by code";

    private static final String MESSAGES = """
            select m.exchange_id, m.source, m.message_id, m.type, m.occurred_at, m.accepted_at, m.digest, m.mark,
                   m.corrects, m.dossier_id, s.code as dossier, h.reason as held, h.deadline
            from message m
            join dossier s on s.dossier_id = m.dossier_id
            left join held_message h on h.exchange_id = m.exchange_id
            where m.dossier_id = any(?)
            order by m.accepted_at, m.position""";

    private static final String MESSAGE = """
            select m.exchange_id, m.source, m.message_id, m.type, m.occurred_at, m.accepted_at, m.digest, m.mark,
                   m.corrects, m.dossier_id, s.code as dossier, h.reason as held, h.deadline
            from message m
            join dossier s on s.dossier_id = m.dossier_id
            left join held_message h on h.exchange_id = m.exchange_id
            where m.exchange_id = ?""";

    private static final String MEMBERS =
            "select dossier_id from dossier where dossier_id = ? or merged_into = ? order by dossier_id";

    private static final String DELIVERIES = """
            select d.* , exists (select 1 from delivery p where p.dossier_id = d.dossier_id
                                 and p.destination = d.destination and p.state = 'parked') as behind_parked
            from delivery d where d.dossier_id = any(?) order by d.destination, d.sequence, d.revision""";

    private static final String ROOT = "select coalesce(merged_into, dossier_id) from dossier where dossier_id = ?";

    private final DuesQuery dues = new DuesQuery();
    private final Transactions transactions;
    private final Agencies agencies;
    private final DestinationHealth health;
    private final Clock clock;

    JdbcDossierQueries(Transactions transactions, Agencies agencies, DestinationHealth health, Clock clock) {
        this.transactions = transactions;
        this.agencies = agencies;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public Optional<ExchangeView> exchange(UUID exchangeId) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(MESSAGE)) {
                statement.setObject(1, exchangeId);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    long dossierId = row.getLong("dossier_id");
                    Map<UUID, List<DeliveryView>> deliveries =
                            deliveries(connection, members(connection, root(connection, dossierId)));
                    Optional<DossierView> dossier = dossier(connection, row.getString("dossier"));
                    return Optional.of(exchangeView(
                            row,
                            deliveries,
                            dossier.map(DossierView::participants).orElse(Set.of())));
                }
            }
        });
    }

    @Override
    public Optional<DossierView> dossier(String codeOrAlias) {
        return ask(connection -> dossier(connection, oneNotation(codeOrAlias)));
    }

    @Override
    public Optional<TimelineView> timeline(String codeOrAlias) {
        return ask(connection -> {
            Optional<DossierView> dossier = dossier(connection, oneNotation(codeOrAlias));
            if (dossier.isEmpty()) {
                return Optional.empty();
            }
            List<Long> members =
                    members(connection, id(connection, dossier.get().code()));
            Map<UUID, List<DeliveryView>> deliveries = deliveries(connection, members);
            List<ExchangeView> messages = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(MESSAGES)) {
                statement.setArray(1, connection.createArrayOf("int8", members.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        messages.add(exchangeView(row, deliveries, dossier.get().participants()));
                    }
                }
            }
            return Optional.of(new TimelineView(dossier.get(), messages));
        });
    }

    private <R> R ask(Transactions.Work<R, RuntimeException> question) {
        try {
            return transactions.run(question);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static String oneNotation(String codeOrAlias) {
        try {
            return new DossierCode(codeOrAlias).value();
        } catch (IllegalArgumentException e) {
            return codeOrAlias; // an alias
        }
    }

    private Optional<DossierView> dossier(Connection connection, String code) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DOSSIER)) {
            statement.setString(1, code);
            statement.setString(2, code);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(dossierView(connection, row)) : Optional.empty();
            }
        }
    }

    private DossierView dossierView(Connection connection, ResultSet row) throws SQLException {
        long id = row.getLong("dossier_id");
        List<Long> members = members(connection, id);
        Map<String, Line> lines = lines(connection, members);
        Integer number = row.getObject("status", Integer.class);
        DossierStatus status = number == null ? null : DossierStatus.of(number);
        String handling = row.getString("handling_agency");
        String receiving = row.getString("receiving_branch");
        return new DossierView(
                row.getString("code"),
                aliases(connection, id),
                number,
                status == null ? null : status.vietnamese(),
                status == null ? null : status.english(),
                row.getString("procedure_code"),
                row.getString("procedure_name"),
                handling,
                receiving,
                instant(row, "submitted_at"),
                instant(row, "due_at"),
                status != null && LifeCycle.pauses(status),
                nextActor(status, handling, receiving),
                timestamp(row, "updated_at"),
                row.getLong("messages"),
                lines.entrySet().stream()
                        .map(line -> line.getValue().view(line.getKey()))
                        .toList(),
                dues.of(connection, id),
                participants(connection, members, lines.keySet(), handling, receiving));
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

    /** How far a line is. */
    private static final class Line {
        long accepted;
        long finished;
        String state = "done";

        @Nullable
        String reason;

        LineView view(String destination) {
            return new LineView(destination, accepted, finished, state, reason);
        }
    }

    private Map<String, Line> lines(Connection connection, List<Long> members) throws SQLException {
        Map<String, Line> lines = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(DELIVERIES)) {
            statement.setArray(1, connection.createArrayOf("int8", members.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Line line = lines.computeIfAbsent(row.getString("destination"), name -> new Line());
                    DeliveryView view = deliveryView(row);
                    line.accepted++;
                    if (row.getTimestamp("finished_at") != null) {
                        line.finished++;
                    } else if (line.state.equals("done")) {
                        line.state = view.state();
                        line.reason = view.reason();
                    }
                }
            }
        }
        return lines;
    }

    private Map<UUID, List<DeliveryView>> deliveries(Connection connection, List<Long> members) throws SQLException {
        Map<UUID, List<DeliveryView>> deliveries = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(DELIVERIES)) {
            statement.setArray(1, connection.createArrayOf("int8", members.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    deliveries
                            .computeIfAbsent(row.getObject("exchange_id", UUID.class), id -> new ArrayList<>())
                            .add(deliveryView(row));
                }
            }
        }
        return deliveries;
    }

    private DeliveryView deliveryView(ResultSet row) throws SQLException {
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
                state.equals("ready") ? nextAttempt(destination, instant(row, "next_attempt_at")) : null,
                instant(row, "finished_at"));
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

    private static ExchangeView exchangeView(
            ResultSet row, Map<UUID, List<DeliveryView>> all, Set<AgencyCode> participants) throws SQLException {
        UUID exchangeId = row.getObject("exchange_id", UUID.class);
        List<DeliveryView> deliveries = all.getOrDefault(exchangeId, List.of());
        String held = row.getString("held");
        Set<AgencyCode> mayLook = new HashSet<>(participants);
        mayLook.add(AgencySource.of(row.getString("source")).agency());
        return new ExchangeView(
                exchangeId,
                row.getString("source"),
                row.getString("message_id"),
                row.getString("type"),
                row.getString("dossier"),
                timestamp(row, "occurred_at"),
                timestamp(row, "accepted_at"),
                "sha256-v1:" + HexFormat.of().formatHex(row.getBytes("digest")),
                state(held, deliveries),
                row.getString("mark"),
                row.getObject("corrects", UUID.class),
                held,
                instant(row, "deadline"),
                deliveries,
                mayLook);
    }

    private static String state(@Nullable String held, List<DeliveryView> deliveries) {
        if (held != null) {
            return "held";
        }
        if (deliveries.stream().anyMatch(delivery -> delivery.state().equals("parked"))) {
            return "parked";
        }
        return deliveries.stream().allMatch(delivery -> delivery.finishedAt() != null) ? "done" : "moving";
    }

    private Set<AgencyCode> participants(
            Connection connection,
            List<Long> members,
            Set<String> destinations,
            @Nullable String handling,
            @Nullable String receiving)
            throws SQLException {
        Set<AgencyCode> participants = new HashSet<>();
        if (handling != null) {
            participants.add(new AgencyCode(handling));
        }
        if (receiving != null) {
            participants.add(new AgencyCode(receiving));
        }
        for (String destination : destinations) {
            agencies.byDestination(destination).map(Agency::code).ifPresent(participants::add);
        }
        try (PreparedStatement statement =
                connection.prepareStatement("select distinct source from message where dossier_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("int8", members.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    participants.add(AgencySource.of(row.getString(1)).agency());
                }
            }
        }
        return participants;
    }

    private static long id(Connection connection, String code) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select dossier_id from dossier where code = ?")) {
            statement.setString(1, code);
            return number(statement);
        }
    }

    private static long root(Connection connection, long dossierId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ROOT)) {
            statement.setLong(1, dossierId);
            return number(statement);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("a dossier that was just read is gone");
            }
            return row.getLong(1);
        }
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

    private static Instant timestamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
