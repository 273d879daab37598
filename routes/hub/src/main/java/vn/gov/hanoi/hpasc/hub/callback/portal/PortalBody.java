package vn.gov.hanoi.hpasc.hub.callback.portal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.util.function.LongConsumer;
import vn.gov.hanoi.hpasc.hub.attachment.Attachment;
import vn.gov.hanoi.hpasc.hub.attachment.Attachments;

/**
 * Reads a call of the portal. Files go from base64 straight to where files are kept, whatever their size; in their place
 * stands what they are: {@code sha256} and {@code size}.
 */
final class PortalBody {

    private static final String FILE = "Base64";
    private static final int LONGEST_TEXT = 1_000_000;
    private static final int MOST_NODES = 100_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(LONGEST_TEXT)
                    .maxTokenCount(MOST_NODES)
                    .build())
            .build();

    /** What a value takes in memory besides its text. */
    private static final int BYTES_OF_A_NODE = 64;

    private final Attachments attachments;
    private final String by;
    private final LongConsumer account;
    private long files;

    /**
     * Reads for one call.
     *
     * @param by whose files they are
     * @param account is told of bytes before they are kept in memory, and may refuse
     */
    PortalBody(Attachments attachments, String by, LongConsumer account) {
        this.attachments = attachments;
        this.by = by;
        this.account = account;
    }

    /** Bytes of the files that were kept. */
    long files() {
        return files;
    }

    /** @throws JsonParseException when it is not JSON */
    JsonNode read(InputStream body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "not a JSON object");
            }
            JsonNode read = object(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the object");
            }
            return read;
        }
    }

    private JsonNode text(JsonParser parser) throws IOException {
        account.accept(2L * parser.getTextLength());
        return NODES.textNode(parser.getText());
    }

    private JsonNode value(JsonParser parser) throws IOException {
        account.accept(BYTES_OF_A_NODE);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> text(parser);
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(FILE) && token == JsonToken.VALUE_STRING) {
                file(parser, object);
            } else {
                object.set(name, value(parser));
            }
        }
        return object;
    }

    private void file(JsonParser parser, ObjectNode object) throws IOException {
        String guessed = URLConnection.guessContentTypeFromName(
                object.path("TenTepDinhKem").asText(""));
        Attachment kept = attachments.keep(
                out -> {
                    int ignored = parser.readBinaryValue(out);
                },
                guessed == null ? "application/octet-stream" : guessed,
                by);
        files += kept.size();
        object.put("sha256", kept.sha256()).put("size", kept.size());
    }
}
