package vn.gov.hanoi.hpasc.dossier.codec;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.Source;
import javax.xml.transform.stax.StAXSource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Kind;

/** Opens XML for reading with everything dangerous switched off, and turns what the parser says into {@link InvalidMessage}. */
final class XmlMessages {

    static final String NAMESPACE = "http://hpasc.hanoi.gov.vn/exchange/v1";

    private static final WstxInputFactory INPUT = closed();
    private static final WstxOutputFactory OUTPUT = new WstxOutputFactory();
    private static final Pattern NUL =
            Pattern.compile("illegal character.*(code 0\\b|NULL)|character content.*0x0\\b|null character");
    private static final Pattern ENTITY = Pattern.compile("entity|doctype|dtd");
    private static final Pattern ENCODING = Pattern.compile("utf-8|encoding|malformedinput|surrogate");
    private static final Pattern DEPTH = Pattern.compile("depth");

    private final boolean strict;

    XmlMessages(boolean strict) {
        this.strict = strict;
    }

    private static WstxInputFactory closed() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 1000);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 100);
        return factory;
    }

    DossierMessage message(byte[] xml) throws InvalidMessage {
        try {
            XMLStreamReader reader = INPUT.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return document(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw refused(e);
        }
    }

    DossierMessage message(Source source) throws InvalidMessage {
        try {
            return document(
                    source instanceof StAXSource stax && stax.getXMLStreamReader() != null
                            ? stax.getXMLStreamReader()
                            : INPUT.createXMLStreamReader(source));
        } catch (XMLStreamException e) {
            throw refused(e);
        }
    }

    DossierMessage message(XMLStreamReader reader) throws InvalidMessage {
        try {
            return new XmlEnvelopeReading(reader, new Faults(strict)).message();
        } catch (XMLStreamException e) {
            throw refused(e);
        }
    }

    private DossierMessage document(XMLStreamReader reader) throws XMLStreamException, InvalidMessage {
        while (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
            if (reader.getEventType() == XMLStreamConstants.DTD) {
                throw InvalidMessage.of(Kind.FORBIDDEN_XML, "");
            }
            reader.next();
        }
        if (!reader.getLocalName().equals("message") || !NAMESPACE.equals(reader.getNamespaceURI())) {
            throw InvalidMessage.of(Kind.MALFORMED, "the element is not {" + NAMESPACE + "}message");
        }
        DossierMessage message = new XmlEnvelopeReading(reader, new Faults(strict)).message();
        while (reader.hasNext()) {
            reader.next();
        }
        return message;
    }

    /** Says where, and nothing of what was there: that may be personal data. */
    static InvalidMessage refused(XMLStreamException e) {
        String said = Optional.ofNullable(e.getMessage()).orElse("").toLowerCase(Locale.ROOT);
        Throwable cause = e.getNestedException() == null ? e.getCause() : e.getNestedException();
        String why = cause == null ? said : said + " " + cause.toString().toLowerCase(Locale.ROOT);
        if (NUL.matcher(why).find()) {
            return InvalidMessage.of(Kind.FORBIDDEN_CHARACTER, "U+0000");
        }
        if (ENTITY.matcher(why).find()) {
            return InvalidMessage.of(Kind.FORBIDDEN_XML, "");
        }
        if (ENCODING.matcher(why).find()) {
            return InvalidMessage.of(Kind.WRONG_ENCODING, "not the encoding it claims");
        }
        if (DEPTH.matcher(why).find()) {
            return InvalidMessage.of(Kind.TOO_DEEP, Integer.toString(JsonReading.DEEPEST));
        }
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber();
        return InvalidMessage.of(Kind.MALFORMED, "not XML" + place);
    }

    static byte[] bytes(DossierMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try {
            XMLStreamWriter writer = OUTPUT.createXMLStreamWriter(bytes, "UTF-8");
            new XmlOut(writer).message(message);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
