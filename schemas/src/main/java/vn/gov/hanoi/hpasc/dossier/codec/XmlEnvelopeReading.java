package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.Envelope.Attribute;

/** Reads one {@code message} element: the attributes as elements, and {@code data} with one element named after the type. */
final class XmlEnvelopeReading {

    static final String DATA = "data";

    private static final Map<String, MessageType> BY_WHAT = Stream.of(MessageType.values())
            .collect(Collectors.toUnmodifiableMap(MessageType::what, Function.identity()));
    private static final Set<Attribute> KEPT_AS_WRITTEN = EnumSet.of(Attribute.ID, Attribute.SUBJECT);

    private final Faults faults;
    private final Envelope envelope;
    private final XmlReading reading;
    private final Set<Attribute> met = EnumSet.noneOf(Attribute.class);
    private @Nullable MessageData data;
    private @Nullable MessageType spoken;
    private boolean dataMet;
    private boolean envelopeAtFault;

    XmlEnvelopeReading(XMLStreamReader reader, Faults faults) {
        this.faults = faults;
        this.envelope = new Envelope(faults);
        this.reading = new XmlReading(reader, faults);
    }

    DossierMessage message() throws XMLStreamException, InvalidMessage {
        try {
            reading.children(this::member);
        } catch (InvalidMessage e) {
            throw e.knowing(envelope.known());
        }
        if (!dataMet) {
            faults.addAt(DATA, "is required");
            envelopeAtFault = true;
        }
        MessageType type = envelope.type();
        if (dataMet && type != null && spoken != null && spoken != type) {
            faults.addAt(DATA, "has " + spoken.what() + ", which is not what the type says");
        }
        return envelope.message(data, envelopeAtFault);
    }

    private void member(String name) throws XMLStreamException, InvalidMessage {
        Attribute attribute = Attribute.named(name);
        if (attribute != null) {
            reading.once(met.add(attribute), name);
            attribute(attribute);
        } else if (name.equals(DATA)) {
            reading.once(!dataMet, name);
            dataMet = true;
            faults.enter(DATA);
            reading.children(this::data);
            if (spoken == null) {
                faults.add("must have one element named after a type");
            }
            faults.leave();
        } else {
            faults.unknown(name);
            reading.skip();
        }
    }

    private void attribute(Attribute attribute) throws XMLStreamException, InvalidMessage {
        if (reading.nil()) {
            reading.skip();
            return;
        }
        int before = faults.count();
        faults.enter(attribute.wire());
        String text = reading.content();
        faults.leave();
        envelopeAtFault |= faults.count() > before;
        if (text == null) {
            envelope.spoilt(attribute);
        } else {
            envelope.put(attribute, KEPT_AS_WRITTEN.contains(attribute) ? text : XmlReading.collapsed(text));
        }
    }

    private void data(String what) throws XMLStreamException, InvalidMessage {
        MessageType type = BY_WHAT.get(what);
        if (type == null) {
            reading.skip();
            return;
        }
        if (spoken != null) {
            faults.add("has more than one element");
            reading.skip();
            return;
        }
        spoken = type;
        data = (MessageData) reading.value(Shapes.of(type));
    }
}
