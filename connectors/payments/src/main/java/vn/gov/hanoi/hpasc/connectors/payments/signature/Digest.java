package vn.gov.hanoi.hpasc.connectors.payments.signature;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;

/**
 * A digest of a text. A text that UTF-8 cannot carry (half a surrogate pair) has none: Java would quietly write a question
 * mark, and two different texts would share a signature.
 */
public final class Digest {

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@code text} under {@code key}; empty when the text cannot be written in UTF-8. */
    public static Optional<Digest> keyed(Keyed algorithm, Secret key, String text) {
        return utf8(text).map(bytes -> new Digest(algorithm.digest(key.bytes(), bytes)));
    }

    /** SHA-256 without a key; empty when the text cannot be written in UTF-8. */
    public static Optional<Digest> sha256(String text) {
        return utf8(text).map(Digest::sha256);
    }

    /** In lower-case hexadecimal digits. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether {@code received} is this digest in hexadecimal, in either case; told in a time that does not depend on where they differ. */
    public boolean isHex(@Nullable String received) {
        if (received == null || received.length() != bytes.length * 2) {
            return false;
        }
        try {
            return MessageDigest.isEqual(bytes, HEX.parseHex(received));
        } catch (IllegalArgumentException notHex) {
            return false;
        }
    }

    /** Whether {@code received} is this digest in base64; in constant time. */
    public boolean isBase64(String received) {
        return MessageDigest.isEqual(
                base64().getBytes(StandardCharsets.UTF_8), received.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return Optional.of(bytes);
        } catch (CharacterCodingException halfAPair) {
            return Optional.empty();
        }
    }

    private static Digest sha256(byte[] bytes) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Digests with a key (HMAC). */
    public enum Keyed {
        SHA1("HmacSHA1"),
        SHA256("HmacSHA256"),
        SHA512("HmacSHA512");

        private final String name;

        Keyed(String name) {
            this.name = name;
        }

        byte[] digest(byte[] key, byte[] bytes) {
            try {
                Mac mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(key, name));
                return mac.doFinal(bytes);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
