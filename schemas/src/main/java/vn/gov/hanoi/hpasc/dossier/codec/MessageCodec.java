package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;

/**
 * Messages from JSON (CloudEvents 1.0: structured, batched and binary mode) and back. What it reads is valid and in
 * canonical form; fields it does not know are ignored. Immutable; one is enough.
 */
public final class MessageCodec {

    private final JsonMessages json;

    public MessageCodec() {
        this(false);
    }

    private MessageCodec(boolean strict) {
        this.json = new JsonMessages(strict);
    }

    /** A codec that refuses unknown fields of the data: for tests of those who send. */
    public static MessageCodec strict() {
        return new MessageCodec(true);
    }

    /** Reads {@code application/cloudevents+json}. */
    public DossierMessage fromJson(byte[] utf8) throws InvalidMessage {
        return json.message(utf8);
    }

    /**
     * Reads {@code application/cloudevents-batch+json}: every item with its own result, in order.
     *
     * @param most how many items a batch may have
     * @throws InvalidMessage when the batch as a whole cannot be read, or has more items
     */
    public List<BatchItem> batchFromJson(byte[] utf8, int most) throws InvalidMessage {
        return json.batch(utf8, most);
    }

    /**
     * Reads the binary mode.
     *
     * @param attributes CloudEvents attributes by their bare names ({@code id}, {@code corrects}); times as text, Instant or Date
     * @param data JSON text of the data alone
     */
    public DossierMessage fromBinary(Map<String, ?> attributes, byte[] data) throws InvalidMessage {
        return json.binary(attributes, data);
    }

    /**
     * Writes {@code application/cloudevents+json}, times in UTC.
     *
     * @param extensions further CloudEvents attributes, such as {@code exchangeid} and {@code sequence}: numbers (whole),
     *     booleans, else their text
     */
    public byte[] toJson(DossierMessage message, Map<String, Object> extensions) {
        JsonOut out = new JsonOut();
        out.raw("{\"specversion\":\"1.0\",\"id\":").text(message.id());
        out.raw(",\"source\":").text(message.source().value());
        out.raw(",\"type\":\"").raw(message.type().wire());
        out.raw("\",\"subject\":").text(message.subject());
        out.raw(",\"time\":\"").raw(Instants.format(message.time()));
        out.raw("\",\"datacontenttype\":\"application/json\"");
        UUID corrects = message.corrects();
        if (corrects != null) {
            out.raw(",\"corrects\":\"").raw(corrects.toString()).raw('"');
        }
        extensions.forEach((name, value) -> extension(out, name, value));
        out.raw(",\"data\":");
        out.value(Shapes.of(message.type()), message.data(), Structure::fields);
        return out.raw('}').toBytes();
    }

    /** Writes the data alone, as the binary mode carries it. */
    public byte[] dataToJson(DossierMessage message) {
        JsonOut out = new JsonOut();
        out.value(Shapes.of(message.type()), message.data(), Structure::fields);
        return out.toBytes();
    }

    private static void extension(JsonOut out, String name, Object value) {
        out.raw(',').text(name).raw(':');
        switch (value) {
            case Boolean bool -> out.raw(bool.toString());
            case Integer number -> out.whole(number);
            case Long number -> out.whole(number);
            default -> out.text(value.toString());
        }
    }
}
