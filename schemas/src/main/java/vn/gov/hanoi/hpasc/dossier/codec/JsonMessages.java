package vn.gov.hanoi.hpasc.dossier.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Kind;

/** Opens JSON texts for reading, with the parser's limits set, and turns what the parser says into {@link InvalidMessage}. */
final class JsonMessages {

    private static final int DEEPEST_OF_A_BATCH = 1000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_OF_A_BATCH)
                    .maxStringLength(1_000_000)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final boolean strict;

    JsonMessages(boolean strict) {
        this.strict = strict;
    }

    private interface Reading<T> {
        T read(JsonParser parser) throws IOException, InvalidMessage;
    }

    DossierMessage message(byte[] utf8) throws InvalidMessage {
        Utf8.check(utf8);
        return whole(utf8, parser -> new JsonEnvelopeReading(utf8, parser, new Faults(strict)).message());
    }

    DossierMessage binary(Map<String, ?> attributes, byte[] data) throws InvalidMessage {
        Utf8.check(data);
        return whole(data, parser -> new JsonEnvelopeReading(data, parser, new Faults(strict)).data(attributes));
    }

    List<BatchItem> batch(byte[] utf8, int most) throws InvalidMessage {
        Utf8.checkEncoding(utf8);
        List<BatchItem> items = new ArrayList<>();
        for (byte[] item : whole(utf8, parser -> cut(utf8, parser, most))) {
            try {
                items.add(new BatchItem.Read(message(item), item));
            } catch (InvalidMessage e) {
                items.add(new BatchItem.Refused(e, item));
            }
        }
        return items;
    }

    private static List<byte[]> cut(byte[] utf8, JsonParser parser, int most) throws IOException, InvalidMessage {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw InvalidMessage.of(Kind.MALFORMED, "a batch is a JSON array");
        }
        List<byte[]> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == most) {
                throw InvalidMessage.of(Kind.TOO_MANY_ITEMS, Integer.toString(most));
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            items.add(Arrays.copyOfRange(
                    utf8, from, (int) parser.currentLocation().getByteOffset()));
        }
        return items;
    }

    /** Reads all of a text: nothing may follow. */
    private static <T> T whole(byte[] utf8, Reading<T> reading) throws InvalidMessage {
        try (JsonParser parser = JSON.createParser(utf8)) {
            if (parser.nextToken() == null) {
                throw InvalidMessage.of(Kind.MALFORMED, "nothing was sent");
            }
            T read = reading.read(parser);
            if (parser.nextToken() != null) {
                throw InvalidMessage.of(Kind.MALFORMED, "something follows the message");
            }
            return read;
        } catch (StreamConstraintsException e) {
            boolean deep = e.getOriginalMessage().contains("nesting depth");
            throw deep
                    ? InvalidMessage.of(Kind.TOO_DEEP, Integer.toString(JsonReading.DEEPEST))
                    : InvalidMessage.of(Kind.MALFORMED, "a string, number or name is too long");
        } catch (JsonProcessingException e) {
            throw InvalidMessage.of(Kind.MALFORMED, place(e));
        } catch (IOException e) {
            throw InvalidMessage.of(Kind.MALFORMED, "the text ends too early");
        }
    }

    /** Where, and nothing of what was there: that may be personal data. */
    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "not JSON"
                : "not JSON at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    static JsonParser over(byte[] utf8, int from, int to) throws IOException {
        return JSON.createParser(utf8, from, to - from);
    }
}
