package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.commit.Columns;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;

/** The table {@code held_message}. */
final class HeldTable {

    private static final String OF_DOSSIERS = """
            select d.code, h.exchange_id, h.position, h.reason, h.deadline, m.canonical
            from held_message h
            join dossier d on d.dossier_id = h.dossier_id
            join message m on m.exchange_id = h.exchange_id
            where h.dossier_id = any(?)
            order by h.dossier_id, h.position""";

    private static final String UNDER = """
            select d.code, h.exchange_id, h.position, h.reason, h.deadline, m.canonical
            from dossier d
            join held_message h on h.dossier_id = d.dossier_id
            join message m on m.exchange_id = h.exchange_id
            where d.code = ?
            order by h.position""";

    private static final String INSERT = """
            insert into held_message (exchange_id, dossier_id, position, reason, deadline)
            select * from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[])""";

    private static final String DELETE = "delete from held_message where exchange_id = any(?)";

    /** Dossiers with something to do: a wait is over, or they have become an alias of another dossier. */
    private static final String DUE = """
            select distinct d.code from held_message h join dossier d on d.dossier_id = h.dossier_id
            where h.deadline <= ?::timestamptz
               or exists (select 1 from dossier_alias a where a.code = d.code)
            limit ?""";

    private final MessageCodec codec;

    HeldTable(MessageCodec codec) {
        this.codec = codec;
    }

    /** Held messages by the code of the dossier they are held under. */
    Map<String, List<HeldMessage>> of(Connection connection, Collection<DossierState> dossiers) throws SQLException {
        Map<String, List<HeldMessage>> held = new HashMap<>();
        if (dossiers.isEmpty()) {
            return held;
        }
        try (PreparedStatement statement = connection.prepareStatement(OF_DOSSIERS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int8", dossiers.stream().map(DossierState::id).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    held.computeIfAbsent(row.getString(1), code -> new ArrayList<>())
                            .add(read(row));
                }
            }
        }
        return held;
    }

    /** Messages held under the dossier row of {@code code}. */
    List<HeldMessage> under(Connection connection, String code) throws SQLException {
        List<HeldMessage> held = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNDER)) {
            statement.setString(1, code);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    held.add(read(row));
                }
            }
        }
        return held;
    }

    private HeldMessage read(ResultSet row) throws SQLException {
        OffsetDateTime deadline = row.getObject(5, OffsetDateTime.class);
        try {
            return new HeldMessage(
                    row.getObject(2, UUID.class),
                    codec.fromJson(row.getBytes(6)),
                    row.getLong(3),
                    HeldMessage.Reason.of(row.getString(4)),
                    deadline == null ? null : deadline.toInstant());
        } catch (InvalidMessage e) {
            throw new IllegalStateException("stored message " + row.getString(2) + " cannot be read", e);
        }
    }

    void insert(Connection connection, List<HeldMessage> held, Map<UUID, DossierState> under) throws SQLException {
        if (held.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns.bind(statement, held)
                    .uuid(HeldMessage::exchangeId)
                    .bigint(message -> Objects.requireNonNull(under.get(message.exchangeId()))
                            .id())
                    .bigint(HeldMessage::position)
                    .text(message -> message.reason().stored())
                    .instant(HeldMessage::deadline)
                    .done()
                    .executeUpdate();
        }
    }

    void delete(Connection connection, Collection<UUID> exchangeIds) throws SQLException {
        if (exchangeIds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("uuid", exchangeIds.toArray()));
            statement.executeUpdate();
        }
    }

    /** Codes of dossiers whose held messages have something to do. */
    List<String> due(Connection connection, Instant now, int limit) throws SQLException {
        List<String> codes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setString(1, now.toString());
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    codes.add(row.getString(1));
                }
            }
        }
        return codes;
    }
}
