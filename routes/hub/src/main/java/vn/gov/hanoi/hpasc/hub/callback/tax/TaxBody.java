package vn.gov.hanoi.hpasc.hub.callback.tax;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The inside of a call: its fields, and its file, decoded while it is read and no longer than allowed. */
final class TaxBody {

    private static final String FILE = "FileThongBaoThue";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final int mostFileBytes;
    private byte @Nullable [] file;

    private TaxBody(int mostFileBytes) {
        this.mostFileBytes = mostFileBytes;
    }

    /**
     * A call.
     *
     * @param fields all that it says, without the file
     * @param file decoded from base64; null when there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Read(JsonNode fields, byte @Nullable [] file) {}

    /**
     * Reads it.
     *
     * @throws Unusable when the file is too large
     * @throws IOException when it is not JSON, or the file not base64
     */
    static Read read(byte[] body, int mostFileBytes) throws IOException {
        TaxBody reading = new TaxBody(mostFileBytes);
        try (JsonParser in = Envelope.JSON.createParser(body)) {
            in.nextToken();
            JsonNode fields = reading.value(in);
            return new Read(fields, reading.file);
        }
    }

    private JsonNode value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> NODES.textNode(in.getText());
            // as it is written: a number of money never becomes a floating one
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.textNode(in.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private ArrayNode array(JsonParser in) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(in));
        }
        return array;
    }

    private ObjectNode object(JsonParser in) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (name.equals(FILE) && token == JsonToken.VALUE_STRING) {
                if (file != null) {
                    throw new Unusable("Có nhiều hơn một " + FILE);
                }
                Bounded decoded = new Bounded(mostFileBytes);
                decode(in, decoded);
                file = decoded.toByteArray();
            } else {
                object.set(name, value(in));
            }
        }
        return object;
    }

    private static void decode(JsonParser in, Bounded into) throws IOException {
        try {
            int ignored = in.readBinaryValue(into);
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("the file is not base64", notBase64);
        }
    }

    /** Refuses more than was allowed as soon as it comes. */
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public void write(int one) {
            room(1);
            kept.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            room(length);
            kept.write(bytes, from, length);
        }

        private void room(int more) {
            if (kept.size() + more > most) {
                throw new Unusable("Tệp thông báo thuế lớn hơn " + most + " byte");
            }
        }

        byte[] toByteArray() {
            return kept.toByteArray();
        }
    }
}
