package vn.gov.hanoi.hpasc.dossier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a message says, as 32 bytes: the same on every wire, see {@code codec.MessageDigests} for how it is made.
 *
 * @param value {@code sha256-v1:} and 64 lower-case hex digits
 */
public record MessageDigestV1(@JsonValue String value) {

    private static final String PREFIX = "sha256-v1:";
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    /** @throws IllegalArgumentException when {@code value} has another shape */
    @JsonCreator
    public MessageDigestV1 {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a message digest: " + value);
        }
    }

    public static MessageDigestV1 of(byte[] sha256) {
        return new MessageDigestV1(PREFIX + HexFormat.of().formatHex(sha256));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(value, PREFIX.length(), value.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
