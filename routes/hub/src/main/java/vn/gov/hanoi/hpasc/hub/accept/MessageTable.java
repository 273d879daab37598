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
import java.util.UUID;
import vn.gov.hanoi.hpasc.dossier.MessageDigestV1;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Evidence;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Promise;
import vn.gov.hanoi.hpasc.hub.commit.Columns;

/** The tables {@code message} and {@code receipt_batch}. */
final class MessageTable {

    private static final String KNOWN = """
            select m.source, m.message_id, m.exchange_id, m.digest, m.accepted_at, m.mark, m.leaf_index, m.leaf_path,
                   m.destinations, m.sequences, b.size, b.signature
            from unnest(?::text[], ?::text[]) k(source, message_id)
            join message m on m.source = k.source and m.message_id = k.message_id
            join receipt_batch b on b.batch_id = m.batch_id""";

    private static final String INSERT_BATCH =
            "insert into receipt_batch (batch_id, root, size, signature, signed_at) values (?, ?, ?, ?, ?::timestamptz)";

    private static final String INSERT = """
            insert into message (exchange_id, source, message_id, digest, type, dossier_id, position, occurred_at,
                                 accepted_at, protocol, mark, corrects, canonical, received, received_media_type,
                                 batch_id, leaf_index, leaf_path, destinations, sequences)
            select exchange_id, source, message_id, digest, type, dossier_id, position, occurred_at, ?::timestamptz,
                   protocol, mark, corrects, canonical, received, received_media_type, ?, leaf_index, leaf_path,
                   coalesce(string_to_array(destinations, ' '), '{}'),
                   coalesce(string_to_array(sequences, ' ')::bigint[], '{}')
            from unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::bigint[], ?::bigint[],
                        ?::timestamptz[], ?::text[], ?::text[], ?::uuid[], ?::bytea[], ?::bytea[], ?::text[], ?::int[],
                        ?::bytea[], ?::text[], ?::text[])
                 u(exchange_id, source, message_id, digest, type, dossier_id, position, occurred_at, protocol, mark,
                   corrects, canonical, received, received_media_type, leaf_index, leaf_path, destinations, sequences)
            order by source, message_id
            on conflict (source, message_id) do nothing""";

    /** Messages of these keys that were accepted before, with the receipts they got. */
    Map<MessageKey, KnownMessage> known(Connection connection, Collection<MessageKey> keys) throws SQLException {
        Map<MessageKey, KnownMessage> known = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            Columns.bind(statement, List.copyOf(keys)).text(MessageKey::source).text(MessageKey::id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    MessageKey key = new MessageKey(row.getString(1), row.getString(2));
                    MessageDigestV1 digest = MessageDigestV1.of(row.getBytes(4));
                    known.put(key, new KnownMessage(digest, receipt(row, key, digest)));
                }
            }
        }
        return known;
    }

    private static Receipt receipt(ResultSet row, MessageKey key, MessageDigestV1 digest) throws SQLException {
        UUID exchangeId = row.getObject(3, UUID.class);
        Instant acceptedAt = row.getObject(5, OffsetDateTime.class).toInstant();
        List<Promise> promises = promises(row.getArray(9), row.getArray(10));
        Leaf leaf = new Leaf(exchangeId, key, digest, acceptedAt, promises);
        return leaf.receipt(
                row.getString(6),
                new Evidence(
                        leaf.hex(), row.getInt(7), row.getInt(11), Leaf.pathHex(row.getBytes(8)), row.getString(12)));
    }

    private static List<Promise> promises(Array destinations, Array sequences) throws SQLException {
        String[] names = (String[]) destinations.getArray();
        Long[] numbers = (Long[]) sequences.getArray();
        List<Promise> promises = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            promises.add(new Promise(names[i], numbers[i]));
        }
        return promises;
    }

    /**
     * Writes messages with their receipts.
     *
     * @return false when another transaction was faster with one of the keys
     */
    boolean insert(Connection connection, List<Sealed> messages, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_BATCH)) {
            statement.setObject(1, batch.id());
            statement.setBytes(2, batch.root());
            statement.setInt(3, messages.size());
            statement.setString(4, batch.signature());
            statement.setString(5, batch.signedAt().toString());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns.bind(statement, messages)
                    .value(batch.signedAt().toString())
                    .value(batch.id())
                    .uuid(m -> m.taken().exchangeId())
                    .text(m -> m.receipt().source())
                    .text(m -> m.receipt().id())
                    .bytes(m -> m.receipt().digest().bytes())
                    .text(m -> m.candidate().message().type().wire())
                    .bigint(m -> m.taken().dossier().id())
                    .bigint(m -> m.taken().position())
                    .instant(m -> m.candidate().message().time())
                    .text(m -> m.candidate().protocol().name())
                    .text(m -> m.taken().mark())
                    .uuid(m -> m.candidate().message().corrects())
                    .bytes(m -> m.taken().entry().canonical())
                    .bytes(m -> m.candidate().received())
                    .text(m -> m.candidate().receivedMediaType())
                    .integer(m -> m.receipt().receipt().index())
                    .bytes(Sealed::path)
                    .text(m -> blankSeparated(m.receipt().deliveries().stream()
                            .map(Promise::destination)
                            .toList()))
                    .text(m -> blankSeparated(m.receipt().deliveries().stream()
                            .map(promise -> Long.toString(promise.sequence()))
                            .toList()));
            return statement.executeUpdate() == messages.size();
        }
    }

    private static @org.jspecify.annotations.Nullable String blankSeparated(List<String> values) {
        return values.isEmpty() ? null : String.join(" ", values);
    }

    /** What all receipts of one commit share. */
    record Batch(UUID id, byte[] root, String signature, Instant signedAt) {}

    /** A message with its receipt. */
    record Sealed(Taken taken, Receipt receipt, byte[] path) {

        Candidate candidate() {
            return taken.entry().candidate();
        }
    }
}
