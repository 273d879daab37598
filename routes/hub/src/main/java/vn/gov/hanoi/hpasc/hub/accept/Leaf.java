package vn.gov.hanoi.hpasc.hub.accept;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.MessageDigestV1;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Evidence;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Promise;
import vn.gov.hanoi.hpasc.hub.ledger.MerkleTree;

/**
 * What a receipt promises, in the bytes that are hashed and signed: RFC 8785 of acceptedAt, deliveries, digest, exchangeId,
 * id and source. Anyone who has the receipt can make the same bytes.
 */
record Leaf(UUID exchangeId, MessageKey key, MessageDigestV1 digest, Instant acceptedAt, List<Promise> deliveries) {

    /** RFC 8785 writes every character as UTF-8 that need not be escaped, and escapes in lower case. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private static final int HASH = 32;

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("acceptedAt", acceptedAt.toString());
            json.writeArrayFieldStart("deliveries");
            for (Promise promise : deliveries) {
                json.writeStartObject();
                json.writeStringField("destination", promise.destination());
                json.writeNumberField("sequence", promise.sequence());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("digest", digest.value());
            json.writeStringField("exchangeId", exchangeId.toString());
            json.writeStringField("id", key.id());
            json.writeStringField("source", key.source());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    byte[] hash() {
        return MerkleTree.leafHash(bytes());
    }

    String hex() {
        return HexFormat.of().formatHex(hash());
    }

    Receipt receipt(@Nullable String mark, Evidence evidence) {
        return new Receipt(exchangeId, key.source(), key.id(), digest, acceptedAt, false, mark, deliveries, evidence);
    }

    /** The stored path, hash after hash, as the receipt shows it. */
    static List<String> pathHex(byte[] path) {
        List<String> hashes = new ArrayList<>(path.length / HASH);
        for (int from = 0; from < path.length; from += HASH) {
            hashes.add(HexFormat.of().formatHex(Arrays.copyOfRange(path, from, from + HASH)));
        }
        return hashes;
    }
}
