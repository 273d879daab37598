package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.Source;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;

/**
 * Messages from JSON (CloudEvents 1.0: structured, batched and binary mode) and from XML (as SOAP holds it), and back.
 * What it reads is valid and in canonical form; fields it does not know are ignored. Immutable; one is enough.
 */
public final class MessageCodec {

    /** The XML namespace of version 1. */
    public static final String NAMESPACE = XmlMessages.NAMESPACE;

    private final JsonMessages json;
    private final XmlMessages xml;

    public MessageCodec() {
        this(false);
    }

    private MessageCodec(boolean strict) {
        this.json = new JsonMessages(strict);
        this.xml = new XmlMessages(strict);
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

    /**
     * Writes {@code application/cloudevents+json} around what the digest is taken over, which need not be written twice.
     *
     * @param canonicalForm of {@code message}, by {@link MessageDigests#canonicalForm}
     */
    public byte[] toJson(DossierMessage message, byte[] canonicalForm) {
        JsonOut out = new JsonOut();
        out.raw("{\"specversion\":\"1.0\",\"id\":").text(message.id());
        out.raw(",\"source\":").text(message.source().value());
        out.raw(",\"datacontenttype\":\"application/json\",");
        return out.rest(canonicalForm, 1).toBytes();
    }

    /** Writes the data alone, as the binary mode carries it. */
    public byte[] dataToJson(DossierMessage message) {
        JsonOut out = new JsonOut();
        out.value(Shapes.of(message.type()), message.data(), Structure::fields);
        return out.toBytes();
    }

    /** Reads a document whose root is {@code message}; DTDs and entities are refused. */
    public DossierMessage fromXml(byte[] document) throws InvalidMessage {
        return xml.message(document);
    }

    /** Reads a {@code message} element; DTDs and entities are refused where the source is still to be parsed. */
    public DossierMessage fromXml(Source source) throws InvalidMessage {
        return xml.message(source);
    }

    /**
     * Reads the {@code message} element that {@code reader} stands at the start of, and leaves it at the element's end.
     *
     * @param reader from a factory that supports no DTDs
     */
    public DossierMessage fromXml(XMLStreamReader reader) throws InvalidMessage {
        return xml.message(reader);
    }

    /** What {@code e}, thrown while the XML around a message was read, says to the sender. */
    public static InvalidMessage refused(XMLStreamException e) {
        return XmlMessages.refused(e);
    }

    /** Writes a {@code message} element, as {@code Submit} and {@code Deliver} hold it. */
    public void toXml(DossierMessage message, XMLStreamWriter writer) throws XMLStreamException {
        new XmlOut(writer).message(message);
    }

    /** Writes a {@code message} element alone, without an XML declaration. */
    public byte[] toXml(DossierMessage message) {
        return XmlMessages.bytes(message);
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
