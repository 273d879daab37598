package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Kind;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Field;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Listing;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Text;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Whole;

/**
 * Reads values of a shape from XML, one element each. Elements of other namespaces, and those of ours that this version
 * does not know, are passed over; a DTD or an entity ends the reading at once.
 */
final class XmlReading {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final XMLStreamReader reader;
    private final Faults faults;
    private int depth;

    XmlReading(XMLStreamReader reader, Faults faults) {
        this.reader = reader;
        this.faults = faults;
    }

    /** What to do with each child element of ours; must leave the reader at the child's end. */
    interface Child {
        void read(String name) throws XMLStreamException, InvalidMessage;
    }

    /** The value of the element the reader stands at the start of; leaves it at its end. Null when it is at fault. */
    @Nullable
    Object value(Shape shape) throws XMLStreamException, InvalidMessage {
        return switch (shape) {
            case Text text -> text(text);
            case Whole whole -> whole(whole);
            case Structure structure -> structure(structure);
            case Listing listing -> listing(listing);
        };
    }

    private @Nullable Object text(Text shape) throws XMLStreamException, InvalidMessage {
        String text = content();
        try {
            return text == null ? null : shape.read(shape.collapsed() ? collapsed(text) : text);
        } catch (IllegalArgumentException e) {
            faults.add(Envelope.complaint(e));
            return null;
        }
    }

    private @Nullable Object whole(Whole shape) throws XMLStreamException, InvalidMessage {
        String text = content();
        try {
            return text == null ? null : shape.read(Long.parseLong(collapsed(text)));
        } catch (NumberFormatException e) {
            faults.add("must be a whole number");
            return null;
        } catch (IllegalArgumentException e) {
            faults.add(Envelope.complaint(e));
            return null;
        }
    }

    private @Nullable Object structure(Structure shape) throws XMLStreamException, InvalidMessage {
        @Nullable Object[] values = new @Nullable Object[shape.fields().size()];
        long[] met = new long[2];
        children(name -> {
            Field field = shape.byName().get(name);
            if (field == null) {
                faults.unknown(name);
                skip();
                return;
            }
            once((met[0] & field.bit()) == 0, name);
            met[0] |= field.bit();
            if (nil()) {
                skip();
                return;
            }
            met[1] |= field.bit();
            faults.enter(name);
            values[field.index()] = value(field.shape());
            faults.leave();
        });
        return Structures.finish(shape, values, met[1], faults);
    }

    private @Nullable Object listing(Listing shape) throws XMLStreamException, InvalidMessage {
        List<Object> items = new ArrayList<>();
        int[] count = {0};
        children(name -> {
            if (!name.equals(shape.itemName())) {
                faults.add("must have only " + shape.itemName() + " elements");
                skip();
                return;
            }
            if (count[0] < shape.most()) {
                faults.enter(count[0]);
                Object item = value(shape.item());
                if (item != null) {
                    items.add(item);
                }
                faults.leave();
            } else {
                skip();
            }
            count[0]++;
        });
        Structures.counted(shape, count[0], faults);
        return List.copyOf(items);
    }

    /** Goes through the child elements of the element the reader stands at the start of, to its end. */
    void children(Child child) throws XMLStreamException, InvalidMessage {
        deeper();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (XmlMessages.NAMESPACE.equals(reader.getNamespaceURI())) {
                        child.read(reader.getLocalName());
                    } else {
                        skip();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!reader.isWhiteSpace()) {
                        faults.add("has text where only elements may be");
                    }
                }
                default -> {}
            }
        }
    }

    /** The text of an element, to its end; null when it has elements in it. */
    @Nullable
    String content() throws XMLStreamException, InvalidMessage {
        StringBuilder text = new StringBuilder();
        boolean sound = true;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    sound = false;
                    skip();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (!sound) {
                        faults.add("must be a text");
                    }
                    return sound ? text.toString() : null;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                default -> {}
            }
        }
    }

    /** Passes over an element, to its end. */
    void skip() throws XMLStreamException, InvalidMessage {
        int within = depth;
        deeper();
        while (depth > within) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                deeper();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** Whether the element says that it says nothing. */
    boolean nil() {
        String nil = reader.getAttributeValue(XSI, "nil");
        return "true".equals(nil) || "1".equals(nil);
    }

    void once(boolean first, String name) throws InvalidMessage {
        JsonReading.once(first, name, faults);
    }

    private int next() throws XMLStreamException, InvalidMessage {
        int event = reader.next();
        if (event == XMLStreamConstants.ENTITY_REFERENCE || event == XMLStreamConstants.DTD) {
            throw InvalidMessage.of(Kind.FORBIDDEN_XML, "");
        }
        if (event == XMLStreamConstants.END_DOCUMENT) {
            throw new XMLStreamException("ends too early");
        }
        return event;
    }

    private void deeper() throws InvalidMessage {
        if (++depth > JsonReading.DEEPEST) {
            throw InvalidMessage.of(Kind.TOO_DEEP, Integer.toString(JsonReading.DEEPEST));
        }
    }

    /** Without the white space XML allows around values that are no free text. */
    static String collapsed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        return text.substring(from, to);
    }
}
