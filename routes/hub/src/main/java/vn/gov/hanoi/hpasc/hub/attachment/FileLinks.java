package vn.gov.hanoi.hpasc.hub.attachment;

import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/**
 * Links by which a partner fetches one file of one dossier: the same link for as long as it is good, signed, at an end
 * after a while, and revoked when the paper is replaced.
 */
public final class FileLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 16;
    private static final int TIME_BYTES = 8;
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;
    private final URI publicAddress;
    private final Duration life;
    private final Transactions transactions;
    private final Clock clock;

    FileLinks(byte[] key, AttachmentProperties properties, Transactions transactions, Clock clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.publicAddress = properties.publicAddress();
        this.life = properties.linkLife();
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The links of a dossier's files; files that are not kept here have none, and links to others are revoked.
     *
     * @param files SHA-256 of each that may be fetched
     */
    public Map<String, URI> of(Connection connection, long dossierId, Collection<String> files) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        revokeOthers(connection, dossierId, files, now);
        Map<String, URI> links = new HashMap<>();
        if (!files.isEmpty()) {
            renew(connection, dossierId, files, now);
            read(connection, dossierId, files, links);
        }
        return links;
    }

    private static void revokeOthers(Connection connection, long dossierId, Collection<String> files, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update file_link set revoked_at = ?::timestamptz
                where dossier_id = ? and revoked_at is null and not (sha256 = any(?))""")) {
            statement.setString(1, now.toString());
            statement.setLong(2, dossierId);
            statement.setArray(3, connection.createArrayOf("text", files.toArray()));
            statement.executeUpdate();
        }
    }

    /** Makes the missing ones, and lengthens those in the last tenth of their life; what was handed out stays good. */
    private void renew(Connection connection, long dossierId, Collection<String> files, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into file_link (link_id, dossier_id, sha256, issued_at, expires_at)
                select ?, ?, sha256, ?::timestamptz, ?::timestamptz from attachment where sha256 = ?
                on conflict (dossier_id, sha256) where revoked_at is null
                do update set issued_at = excluded.issued_at, expires_at = excluded.expires_at
                where file_link.expires_at < ?::timestamptz""")) {
            for (String file : files) {
                statement.setObject(1, UuidCreator.getTimeOrderedEpoch());
                statement.setLong(2, dossierId);
                statement.setString(3, now.toString());
                statement.setString(4, now.plus(life).toString());
                statement.setString(5, file);
                statement.setString(6, now.plus(life.dividedBy(10)).toString());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void read(Connection connection, long dossierId, Collection<String> files, Map<String, URI> links)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select link_id, sha256, expires_at from file_link
                where dossier_id = ? and sha256 = any(?) and revoked_at is null""")) {
            statement.setLong(1, dossierId);
            statement.setArray(2, connection.createArrayOf("text", files.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String token = token(
                            row.getObject(1, UUID.class),
                            row.getObject(3, OffsetDateTime.class).toInstant());
                    links.put(row.getString(2), publicAddress.resolve("/files/" + token));
                }
            }
        }
    }

    /** A file of a dossier. */
    public record Linked(String sha256, long dossierId) {}

    /** The file that {@code token} opens now; empty when it was not made here, is over or was revoked. */
    public Optional<Linked> file(String token) {
        UUID link = verified(token);
        if (link == null) {
            return Optional.empty();
        }
        try {
            return transactions.run(connection -> find(connection, link));
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private Optional<Linked> find(Connection connection, UUID link) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select sha256, dossier_id from file_link where link_id = ? and revoked_at is null and expires_at > ?::timestamptz")) {
            statement.setObject(1, link);
            statement.setString(2, clock.instant().toString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Linked(row.getString(1), row.getLong(2))) : Optional.empty();
            }
        }
    }

    /** Id and end of the link, signed. */
    private String token(UUID link, Instant end) {
        byte[] said = ByteBuffer.allocate(ID_BYTES + TIME_BYTES)
                .putLong(link.getMostSignificantBits())
                .putLong(link.getLeastSignificantBits())
                .putLong(end.getEpochSecond())
                .array();
        byte[] all = ByteBuffer.allocate(said.length + SIGNATURE_BYTES)
                .put(said)
                .put(signature(said), 0, SIGNATURE_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    private @Nullable UUID verified(String token) {
        byte[] all = decoded(token);
        if (all.length != ID_BYTES + TIME_BYTES + SIGNATURE_BYTES) {
            return null;
        }
        byte[] said = Arrays.copyOf(all, ID_BYTES + TIME_BYTES);
        byte[] signed = Arrays.copyOfRange(all, said.length, all.length);
        byte[] expected = Arrays.copyOf(signature(said), SIGNATURE_BYTES);
        ByteBuffer read = ByteBuffer.wrap(said);
        UUID link = new UUID(read.getLong(), read.getLong());
        boolean good =
                MessageDigest.isEqual(signed, expected) && clock.instant().getEpochSecond() < read.getLong();
        return good ? link : null;
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException senseless) {
            return new byte[0];
        }
    }

    private byte[] signature(byte[] said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
