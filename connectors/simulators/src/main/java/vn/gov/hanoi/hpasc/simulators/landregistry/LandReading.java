package vn.gov.hanoi.hpasc.simulators.landregistry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads a call of any size: of each file only its size and its digest are kept. */
final class LandReading {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = JSON.getFactory();

    private final JsonParser parser;
    private final List<LandFile> files = new ArrayList<>();

    private LandReading(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * A call without its files.
     *
     * @param content as it came, but {@code data} of each file is its digest
     */
    record Read(JsonNode content, List<LandFile> files) {}

    static Read read(InputStream body) throws IOException {
        try (JsonParser parser = FACTORY.createParser(body)) {
            LandReading reading = new LandReading(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            return new Read(reading.object(""), List.copyOf(reading.files));
        }
    }

    private ObjectNode object(String within) throws IOException {
        ObjectNode object = JSON.createObjectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            boolean file = within.equals("TapTin") && field.equals("data");
            if (file && parser.currentToken() == JsonToken.VALUE_STRING) {
                LandFile read = file(object.path("name").asText());
                files.add(read);
                object.put(field, read.sha256());
            } else {
                object.set(field, value(field));
            }
        }
        return object;
    }

    private JsonNode value(String field) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(field);
            case START_ARRAY -> {
                ArrayNode array = JSON.createArrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(field));
                }
                yield array;
            }
            default -> JSON.readTree(parser);
        };
    }

    private LandFile file(String name) throws IOException {
        MessageDigest digest = sha256();
        long size;
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            size = parser.readBinaryValue(out);
        }
        return new LandFile(name, size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
