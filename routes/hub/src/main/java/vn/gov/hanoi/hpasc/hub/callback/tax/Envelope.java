package vn.gov.hanoi.hpasc.hub.callback.tax;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The outside of a call: its key, and the call with the key blotted out, as it may be kept. Values are passed over, not read.
 *
 * @param key SecurityKey; null when there is none
 * @param masked the body, with {@code ***} for every SecurityKey in it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Envelope(@Nullable String key, byte[] masked) {

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(20_000)
                    .maxNameLength(200)
                    .maxNumberLength(100)
                    .maxTokenCount(20_000)
                    .build())
            .build();

    private static final String KEY = "SecurityKey";
    private static final byte[] BLOT = "\"***\"".getBytes(StandardCharsets.US_ASCII);

    /** @throws IOException when it is not a JSON object in UTF-8 */
    static Envelope open(byte[] body) throws IOException {
        ByteArrayOutputStream masked = new ByteArrayOutputStream(body.length);
        String key = null;
        int copied = 0;
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            for (int depth = 1; depth > 0; ) {
                JsonToken token = in.nextToken();
                if (token == null) {
                    throw new IOException("the object breaks off");
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME && KEY.equalsIgnoreCase(in.currentName())) {
                    token = in.nextToken();
                    if (token == null || !token.isScalarValue()) {
                        throw new IOException("SecurityKey is no text");
                    }
                    String text = in.getText();
                    int from = offset(in.currentTokenLocation().getByteOffset());
                    int to = offset(in.currentLocation().getByteOffset());
                    masked.write(body, copied, from - copied);
                    masked.writeBytes(BLOT);
                    copied = to;
                    if (depth == 1 && token == JsonToken.VALUE_STRING) {
                        key = text;
                    }
                }
            }
            if (in.nextToken() != null) {
                throw new IOException("something follows the object");
            }
        }
        masked.write(body, copied, body.length - copied);
        return new Envelope(key, masked.toByteArray());
    }

    private static int offset(long bytes) throws IOException {
        if (bytes < 0) {
            throw new IOException("not UTF-8");
        }
        return Math.toIntExact(bytes);
    }

    /** Tells neither. */
    @Override
    public String toString() {
        return "Envelope[" + masked.length + " bytes]";
    }
}
