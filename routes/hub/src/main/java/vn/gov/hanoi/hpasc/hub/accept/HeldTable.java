package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.Array;
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
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.commit.Columns;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;

/** The table {@code held_message}. */
final class HeldTable {

    private static final String OF_DOSSIERS = """
            select h.dossier_id, h.exchange_id, h.position, h.reason, h.deadline, h.judged, m.canonical, m.protocol
            from held_message h join message m on m.exchange_id = h.exchange_id
            where h.dossier_id = any(?)
            order by h.dossier_id, h.position""";

    private static final String INSERT = """
            insert into held_message (exchange_id, dossier_id, position, reason, deadline, sender, judged)
            select * from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::boolean[])""";

    private static final String DELETE = "delete from held_message where exchange_id = any(?)";

    private static final String WITHOUT_DEADLINE =
            "update held_message set deadline = null, reason = 'unknown-procedure' where exchange_id = any(?)";

    private static final String JUDGED = "update held_message set judged = true where exchange_id = any(?)";

    /** Codes with something to do: a wait is over, or a dossier of that name is there whose relations nobody looked at. */
    private static final String DUE = """
            select d.code from held_message h join dossier d on d.dossier_id = h.dossier_id
            where h.deadline <= ?::timestamptz
               or not h.judged and d.held_for is not null
                  -- scalar, since "exists" would be answered from a hash of all dossiers
                  and coalesce(
                      (select true from dossier r
                       where r.code = d.code and r.held_for is null and r.handling_agency is not null limit 1),
                      (select true from dossier_name a join dossier r on r.dossier_id = a.dossier_id
                       where a.name = d.code and a.system is not null
                         and r.held_for is null and r.handling_agency is not null limit 1))
            group by d.code order by min(h.deadline) nulls last limit ?""";

    /** Sorted, as all locks; of a node that counts while another is about to add, the second waits for the first. */
    private static final String LOCK_SENDERS = """
            select pg_advisory_xact_lock(hashtext('held_message'), sender)
            from (select distinct hashtext(s) as sender from unnest(?::text[]) s order by 1) senders""";

    private static final String COUNT = """
            select sender, count(*) from held_message where sender = any(?) group by sender""";

    private final MessageCodec codec;

    HeldTable(MessageCodec codec) {
        this.codec = codec;
    }

    /** Held messages by the row they are held under. */
    Map<Long, List<HeldMessage>> of(Connection connection, Collection<DossierState> rows) throws SQLException {
        Map<Long, List<HeldMessage>> held = new HashMap<>();
        if (rows.isEmpty()) {
            return held;
        }
        try (PreparedStatement statement = connection.prepareStatement(OF_DOSSIERS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int8", rows.stream().map(DossierState::id).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    held.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(read(row));
                }
            }
        }
        return held;
    }

    /** How many messages of each of {@code senders} wait. Nobody else counts or adds any of theirs until the transaction ends. */
    Map<AgencyCode, Long> count(Connection connection, Collection<AgencyCode> senders) throws SQLException {
        Map<AgencyCode, Long> counts = new HashMap<>();
        if (senders.isEmpty()) {
            return counts;
        }
        Array codes = connection.createArrayOf(
                "text", senders.stream().map(AgencyCode::value).toArray());
        try (PreparedStatement lock = connection.prepareStatement(LOCK_SENDERS)) {
            lock.setArray(1, codes);
            lock.executeQuery().close();
        }
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setArray(1, codes);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(new AgencyCode(row.getString(1)), row.getLong(2));
                }
            }
        }
        return counts;
    }

    private HeldMessage read(ResultSet row) throws SQLException {
        OffsetDateTime deadline = row.getObject(5, OffsetDateTime.class);
        try {
            DossierMessage message = codec.fromJson(row.getBytes(7));
            return new HeldMessage(
                    row.getObject(2, UUID.class),
                    message,
                    row.getLong(3),
                    HeldMessage.Reason.of(row.getString(4)),
                    deadline == null ? null : deadline.toInstant(),
                    message.source().agency(),
                    Candidate.Protocol.valueOf(row.getString(8)),
                    row.getBoolean(6));
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
                    .text(message -> message.sender().value())
                    .bool(HeldMessage::judged)
                    .done()
                    .executeUpdate();
        }
    }

    void delete(Connection connection, Collection<UUID> exchangeIds) throws SQLException {
        update(connection, DELETE, exchangeIds);
    }

    /** Says that the dossier of these is there, and that their senders have no relation to it. */
    void judged(Connection connection, Collection<UUID> exchangeIds) throws SQLException {
        update(connection, JUDGED, exchangeIds);
    }

    /** Says that these wait until a person decides who handles their dossier. */
    void withoutDeadline(Connection connection, Collection<UUID> exchangeIds) throws SQLException {
        update(connection, WITHOUT_DEADLINE, exchangeIds);
    }

    private static void update(Connection connection, String sql, Collection<UUID> exchangeIds) throws SQLException {
        if (exchangeIds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
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
