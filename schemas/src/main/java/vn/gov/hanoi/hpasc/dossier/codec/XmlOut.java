package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.Envelope.Attribute;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Field;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Listing;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Text;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Whole;

/** Writes a {@code message} element, with our namespace as the default one within it. */
final class XmlOut {

    private static final String NAMESPACE = XmlMessages.NAMESPACE;

    private final XMLStreamWriter writer;

    XmlOut(XMLStreamWriter writer) {
        this.writer = writer;
    }

    void message(DossierMessage message) throws XMLStreamException {
        writer.writeStartElement("", "message", NAMESPACE);
        writer.writeDefaultNamespace(NAMESPACE);
        attribute(Attribute.SPECVERSION, "1.0");
        attribute(Attribute.ID, message.id());
        attribute(Attribute.SOURCE, message.source().value());
        attribute(Attribute.TYPE, message.type().wire());
        attribute(Attribute.SUBJECT, message.subject());
        attribute(Attribute.TIME, Instants.format(message.time()));
        UUID corrects = message.corrects();
        if (corrects != null) {
            attribute(Attribute.CORRECTS, corrects.toString());
        }
        start(XmlEnvelopeReading.DATA);
        element(message.type().what(), Shapes.of(message.type()), message.data());
        writer.writeEndElement();
        writer.writeEndElement();
    }

    private void attribute(Attribute attribute, String value) throws XMLStreamException {
        start(attribute.wire());
        writer.writeCharacters(Texts.canonical(value));
        writer.writeEndElement();
    }

    private void element(String name, Shape shape, Object value) throws XMLStreamException {
        start(name);
        switch (shape) {
            case Text text -> writer.writeCharacters(Texts.canonical(text.text().apply(value)));
            case Whole whole ->
                writer.writeCharacters(Long.toString(whole.number().applyAsLong(value)));
            case Structure structure -> members(structure, value);
            case Listing listing -> {
                for (Object item : (List<?>) value) {
                    element(listing.itemName(), listing.item(), item);
                }
            }
        }
        writer.writeEndElement();
    }

    private void members(Structure structure, Object value) throws XMLStreamException {
        for (Field field : structure.fields()) {
            @Nullable Object member = field.of(value);
            if (member != null) {
                element(field.name(), field.shape(), member);
            }
        }
    }

    private void start(String name) throws XMLStreamException {
        writer.writeStartElement("", name, NAMESPACE);
    }
}
