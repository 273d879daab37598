package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.authority.Viewer;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.dossier.DeliveryViews.Views;
import vn.gov.hanoi.hpasc.hub.dossier.DossierViews.Story;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;

/** Answers {@link DossierQueries} from PostgreSQL. */
final class JdbcDossierQueries implements DossierQueries {

    /** Of a row in the order of acceptance, whatever the clocks of the nodes said; several rows by time. */
    private static final String MESSAGES = """
            select m.exchange_id, m.source, m.message_id, m.type, m.occurred_at, m.accepted_at, m.digest, m.mark,
                   m.corrects, m.dossier_id, s.code as dossier, h.reason as held, h.deadline
            from message m
            join dossier s on s.dossier_id = m.dossier_id
            left join held_message h on h.exchange_id = m.exchange_id
            where m.dossier_id = any(?)
            order by max(m.accepted_at) over (partition by m.dossier_id order by m.position), m.dossier_id, m.position""";

    private static final String MESSAGE = """
            select m.exchange_id, m.source, m.message_id, m.type, m.occurred_at, m.accepted_at, m.digest, m.mark,
                   m.corrects, m.dossier_id, s.code as dossier, h.reason as held, h.deadline,
                   coalesce(s.merged_into, s.dossier_id) as story
            from message m
            join dossier s on s.dossier_id = m.dossier_id
            left join held_message h on h.exchange_id = m.exchange_id
            where m.exchange_id = ?""";

    private final Transactions transactions;
    private final DossierViews dossiers;
    private final PartiesQuery parties = new PartiesQuery();

    JdbcDossierQueries(Transactions transactions, Agencies agencies, DestinationHealth health, Clock clock) {
        this.transactions = transactions;
        this.dossiers = new DossierViews(new DeliveryViews(agencies, health, clock));
    }

    @Override
    public Optional<ExchangeView> exchange(UUID exchangeId, Viewer viewer) {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(MESSAGE)) {
                statement.setObject(1, exchangeId);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && mayRead(connection, row, viewer)
                            ? Optional.of(exchangeView(row, dossiers.deliveries(connection, row.getLong("story"))))
                            : Optional.empty();
                }
            }
        });
    }

    private boolean mayRead(Connection connection, ResultSet message, Viewer viewer) throws SQLException {
        return viewer.is(AgencySource.of(message.getString("source")).agency())
                || !parties.readable(connection, List.of(message.getLong("story")), viewer)
                        .isEmpty();
    }

    @Override
    public Optional<DossierView> dossier(String codeOrAlias, Viewer viewer) {
        return transactions.ask(
                connection -> story(connection, codeOrAlias, viewer).map(Story::dossier));
    }

    @Override
    public boolean maySay(String codeOrAlias, MessageType type, Viewer viewer) {
        return transactions.ask(connection -> {
            Optional<Long> dossierId = parties.find(connection, DossierCode.oneNotation(codeOrAlias), viewer);
            return dossierId.isPresent()
                    && !parties.matching(connection, List.of(dossierId.get()), dossier -> viewer.maySay(type, dossier))
                            .isEmpty();
        });
    }

    @Override
    public Optional<TimelineView> timeline(String codeOrAlias, Viewer viewer) {
        return transactions.ask(connection -> {
            Optional<Story> story = story(connection, codeOrAlias, viewer);
            return story.isEmpty() ? Optional.empty() : Optional.of(timeline(connection, story.get()));
        });
    }

    private Optional<Story> story(Connection connection, String codeOrAlias, Viewer viewer) throws SQLException {
        Optional<Long> dossierId = parties.find(connection, DossierCode.oneNotation(codeOrAlias), viewer);
        return dossierId.isEmpty() ? Optional.empty() : dossiers.of(connection, dossierId.get());
    }

    private static TimelineView timeline(Connection connection, Story story) throws SQLException {
        List<ExchangeView> messages = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(MESSAGES)) {
            statement.setArray(
                    1, connection.createArrayOf("int8", story.members().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    messages.add(exchangeView(row, story.deliveries()));
                }
            }
        }
        return new TimelineView(story.dossier(), messages);
    }

    private static ExchangeView exchangeView(ResultSet row, Views views) throws SQLException {
        UUID exchangeId = row.getObject("exchange_id", UUID.class);
        List<DeliveryView> deliveries = views.of(exchangeId);
        String held = row.getString("held");
        return new ExchangeView(
                exchangeId,
                row.getString("source"),
                row.getString("message_id"),
                row.getString("type"),
                row.getString("dossier"),
                Rows.timestamp(row, "occurred_at"),
                Rows.timestamp(row, "accepted_at"),
                "sha256-v1:" + HexFormat.of().formatHex(row.getBytes("digest")),
                state(held, deliveries),
                row.getString("mark"),
                row.getObject("corrects", UUID.class),
                held,
                Rows.instant(row, "deadline"),
                deliveries);
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
}
