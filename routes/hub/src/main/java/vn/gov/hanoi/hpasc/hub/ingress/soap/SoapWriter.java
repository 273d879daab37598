package vn.gov.hanoi.hpasc.hub.ingress.soap;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.dossier.codec.Texts;
import vn.gov.hanoi.hpasc.hub.problem.SoapVersion;

/** Writes an envelope. Elements are of the contract's namespace; those without a value are left out. */
final class SoapWriter {

    private static final WstxOutputFactory OUTPUT = new WstxOutputFactory();
    private static final int USUAL_SIZE = 2048;

    private final XMLStreamWriter out;
    private final String namespace;

    private SoapWriter(XMLStreamWriter out, String namespace) {
        this.out = out;
        this.namespace = namespace;
    }

    /** What stands in the body. */
    @FunctionalInterface
    interface Content {
        void writeTo(SoapWriter out) throws XMLStreamException;
    }

    static byte[] envelope(SoapVersion version, Content body) {
        return envelope(version, MessageCodec.NAMESPACE, body);
    }

    /** @param namespace of the elements in the body */
    static byte[] envelope(SoapVersion version, String namespace, Content body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try {
            XMLStreamWriter out = OUTPUT.createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("soap", "Envelope", version.namespace());
            out.writeNamespace("soap", version.namespace());
            out.writeStartElement("soap", "Body", version.namespace());
            body.writeTo(new SoapWriter(out, namespace));
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    XMLStreamWriter stream() {
        return out;
    }

    /** The element in the body. */
    SoapWriter root(String name, Content content) throws XMLStreamException {
        out.writeStartElement("", name, namespace);
        out.writeDefaultNamespace(namespace);
        content.writeTo(this);
        out.writeEndElement();
        return this;
    }

    SoapWriter group(String name, Content content) throws XMLStreamException {
        out.writeStartElement("", name, namespace);
        content.writeTo(this);
        out.writeEndElement();
        return this;
    }

    SoapWriter element(String name, @Nullable Object value) throws XMLStreamException {
        if (value != null) {
            out.writeStartElement("", name, namespace);
            String text = value.toString();
            out.writeCharacters(Texts.madeFit(text, text.length()));
            out.writeEndElement();
        }
        return this;
    }
}
