package vn.gov.hanoi.hpasc.connectors.departments.soap;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/** What a department answered over SOAP, 1.1 or 1.2. */
sealed interface SoapAnswer {

    /** {@code DeliverResponse}. */
    record Taken(@Nullable String reference) implements SoapAnswer {}

    /** The fault {@code Refused}. */
    record Refused(@Nullable String code, String reason) implements SoapAnswer {}

    /** The fault {@code Busy}. */
    record Busy(@Nullable String retryAfterSeconds) implements SoapAnswer {}

    /** Any other fault. */
    record Failed(String reason) implements SoapAnswer {}

    /** Not an answer of this contract. */
    record Senseless(String why) implements SoapAnswer {}

    /** Reads an envelope; a DTD makes it senseless. */
    static SoapAnswer read(byte @Nullable [] envelope) {
        if (envelope == null || envelope.length == 0) {
            return new Senseless("an empty answer");
        }
        try {
            return new Reading(envelope).answer();
        } catch (XMLStreamException e) {
            return new Senseless("not well-formed XML");
        }
    }

    /** One pass over an envelope. */
    final class Reading {

        private static final XMLInputFactory XML = factory();
        private static final Set<String> ENVELOPES =
                Set.of("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");

        private final XMLStreamReader reader;

        private Reading(byte[] envelope) throws XMLStreamException {
            this.reader = XML.createXMLStreamReader(new ByteArrayInputStream(envelope));
        }

        private static XMLInputFactory factory() {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            return factory;
        }

        private SoapAnswer answer() throws XMLStreamException {
            if (!toChild() || !soap("Envelope")) {
                return new Senseless("not a SOAP envelope");
            }
            boolean found = toChild();
            if (found && soap("Header")) {
                skip();
                found = toChild();
            }
            if (!found || !soap("Body") || !toChild()) {
                return new Senseless("no SOAP body");
            }
            if (soap("Fault")) {
                return fault();
            }
            return ours("DeliverResponse")
                    ? new Taken(texts().get("reference"))
                    : new Senseless("the body is " + reader.getLocalName());
        }

        private SoapAnswer fault() throws XMLStreamException {
            String said = "a fault without words";
            while (toChild()) {
                switch (reader.getLocalName()) {
                    case "faultstring" -> said = text();
                    case "Reason" -> said = texts().getOrDefault("Text", said);
                    case "detail", "Detail" -> {
                        return toChild() ? detail(said) : new Failed(said);
                    }
                    default -> skip();
                }
            }
            return new Failed(said);
        }

        private SoapAnswer detail(String said) throws XMLStreamException {
            if (ours("refusal")) {
                Map<String, String> refusal = texts();
                return new Refused(refusal.get("code"), refusal.getOrDefault("reason", said));
            }
            return ours("busy") ? new Busy(texts().get("retryAfterSeconds")) : new Failed(said);
        }

        /** Goes to the next child element; false, and at the parent's end, when there is none. */
        private boolean toChild() throws XMLStreamException {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    return true;
                }
                if (event == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("a DTD");
                }
                if (event == XMLStreamConstants.END_ELEMENT) {
                    return false;
                }
            }
            return false;
        }

        /** The texts of the children without children, by local name, and goes to the parent's end. */
        private Map<String, String> texts() throws XMLStreamException {
            Map<String, String> texts = new HashMap<>();
            while (toChild()) {
                String name = reader.getLocalName();
                texts.putIfAbsent(name, text());
            }
            return texts;
        }

        /** The text of this element and of all within it, and goes to its end. */
        private String text() throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            for (int depth = 1; depth > 0; ) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                    default -> {
                        // comments and the like say nothing
                    }
                }
            }
            return text.toString().strip();
        }

        private void skip() throws XMLStreamException {
            text();
        }

        private boolean soap(String name) {
            return reader.getLocalName().equals(name) && ENVELOPES.contains(String.valueOf(reader.getNamespaceURI()));
        }

        private boolean ours(String name) {
            return reader.getLocalName().equals(name) && MessageCodec.NAMESPACE.equals(reader.getNamespaceURI());
        }
    }
}
