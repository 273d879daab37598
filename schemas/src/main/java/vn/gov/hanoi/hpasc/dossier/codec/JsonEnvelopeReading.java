package vn.gov.hanoi.hpasc.dossier.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.Envelope.Attribute;

/** Reads one message; data that stands before its type is passed over and read afterwards. */
final class JsonEnvelopeReading {

    private static final String DATA = "data";

    private final byte[] utf8;
    private final JsonParser parser;
    private final Faults faults;
    private final Envelope envelope;
    private final JsonReading reading;
    private @Nullable Object data;
    private boolean envelopeAtFault;
    private boolean dataMet;
    private int dataFrom = -1;
    private int dataTo;

    JsonEnvelopeReading(byte[] utf8, JsonParser parser, Faults faults) {
        this.utf8 = utf8;
        this.parser = parser;
        this.faults = faults;
        this.envelope = new Envelope(faults);
        this.reading = new JsonReading(parser, faults, 1);
    }

    /** The structured mode: envelope and data in one text. */
    DossierMessage message() throws IOException, InvalidMessage {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            faults.add("must be an object");
            reading.skip();
            envelopeAtFault = true;
            return envelope.message(null, true);
        }
        try {
            members();
        } catch (InvalidMessage e) {
            throw e.knowing(envelope.known());
        }
        if (!dataMet) {
            faults.addAt(DATA, "is required");
            envelopeAtFault = true;
        }
        MessageType type = envelope.type();
        if (dataFrom >= 0 && type != null) {
            late(type);
        }
        return envelope.message((MessageData) data, envelopeAtFault);
    }

    /** The binary mode: the text is the data, the attributes travelled beside it. */
    DossierMessage data(Map<String, ?> attributes) throws IOException, InvalidMessage {
        attributes.forEach((name, value) -> {
            Attribute attribute = Attribute.named(name);
            if (attribute != null && value != null) {
                envelope.put(attribute, spoken(value));
            }
        });
        MessageType type = envelope.type();
        try {
            faults.enter(DATA);
            if (type == null) {
                reading.skip();
            } else {
                data = reading.value(Shapes.of(type));
            }
            faults.leave();
        } catch (InvalidMessage e) {
            throw e.knowing(envelope.known());
        }
        return envelope.message((MessageData) data, false);
    }

    private static String spoken(Object value) {
        return switch (value) {
            case Instant instant -> Instants.format(instant);
            case Date date -> Instants.format(date.toInstant());
            default -> value.toString();
        };
    }

    private void members() throws IOException, InvalidMessage {
        Set<String> strangers = Set.of();
        Set<Attribute> met = EnumSet.noneOf(Attribute.class);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Attribute attribute = Attribute.named(name);
            if (attribute != null) {
                reading.once(met.add(attribute), name);
                attribute(attribute);
            } else if (name.equals(DATA)) {
                reading.once(!dataMet, name);
                dataMet = true;
                dataMember();
            } else {
                strangers = reading.stranger(strangers, name);
                refuseBase64(name);
            }
        }
    }

    private void attribute(Attribute attribute) throws IOException, InvalidMessage {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            envelope.put(attribute, parser.getText());
        } else if (token != JsonToken.VALUE_NULL) {
            faults.addAt(attribute.wire(), "must be a string");
            envelope.spoilt(attribute);
            envelopeAtFault = true;
            reading.skip();
        }
    }

    private void dataMember() throws IOException, InvalidMessage {
        MessageType type = envelope.type();
        if (parser.nextToken() == JsonToken.VALUE_NULL) {
            dataMet = false;
            return;
        }
        faults.enter(DATA);
        if (type == null) {
            dataFrom = (int) parser.currentTokenLocation().getByteOffset();
            reading.skip();
            parser.finishToken();
            dataTo = (int) parser.currentLocation().getByteOffset();
        } else {
            data = reading.value(Shapes.of(type));
        }
        faults.leave();
    }

    private void late(MessageType type) throws IOException, InvalidMessage {
        try (JsonParser again = JsonMessages.over(utf8, dataFrom, dataTo)) {
            again.nextToken();
            faults.enter(DATA);
            data = new JsonReading(again, faults, 1).value(Shapes.of(type));
            faults.leave();
        }
    }

    private void refuseBase64(String name) {
        if (name.equals("data_base64")) {
            faults.addAt(name, "is not supported: data is JSON");
            envelopeAtFault = true;
        }
    }
}
