package vn.gov.hanoi.hpasc.connectors.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import vn.gov.hanoi.hpasc.dossier.MessageKey;

/**
 * The idempotency key of a delivery: a UUID of version 8 (RFC 9562) from the first 122 bits of the SHA-256 over source, id and
 * destination, each ended by a zero byte. It depends on nothing that the hub itself makes up, so that a hub whose database was
 * set back to an earlier state still delivers what a sender repeats under the key that the destination has seen.
 */
public final class DeliveryKey {

    private static final long VERSION_FIELD = 0xF000L;
    private static final long VERSION = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DeliveryKey() {}

    /** The key under which {@code destination} gets the message of {@code key}. */
    public static UUID of(MessageKey key, String destination) {
        MessageDigest digest = sha256();
        for (String part : new String[] {key.source(), key.id(), destination}) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = hash.getLong() & ~VERSION_FIELD | VERSION;
        long low = hash.getLong() >>> 2 | VARIANT;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
