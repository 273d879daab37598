package vn.gov.hanoi.hpasc.hub.ingress.soap;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.ingress.Misread;
import vn.gov.hanoi.hpasc.hub.ingress.soap.SoapRequest.Operation;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.problem.SoapVersion;

/**
 * Reads an envelope in one pass, with DTDs, entities and other encodings than UTF-8 refused. What a message may hold is
 * checked by the codec, as on every wire.
 */
final class SoapReader {

    private static final int DEEPEST = 100;
    private static final String SUBMIT = "Submit";
    private static final WstxInputFactory INPUT = closed();
    private static final MessageCodec CODEC = new MessageCodec();
    private static final Set<String> OPERATIONS = Stream.concat(
                    Stream.of(SUBMIT), Arrays.stream(Operation.values()).map(Operation::element))
            .collect(Collectors.toUnmodifiableSet());

    private final XMLStreamReader in;
    private final SoapVersion version;
    private final String namespace;

    private SoapReader(XMLStreamReader in, SoapVersion version, String namespace) {
        this.in = in;
        this.version = version;
        this.namespace = namespace;
    }

    private static WstxInputFactory closed() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, DEEPEST);
        return factory;
    }

    /** @param action the SOAPAction, or the action of the content type; null or empty when there is none */
    static SoapRequest read(byte[] envelope, SoapVersion version, @Nullable String action) {
        return read(envelope, version, MessageCodec.NAMESPACE, reader -> reader.operation(action));
    }

    /**
     * A request of another contract, whose operations have flat elements only.
     *
     * @param action as above
     * @param operations names of elements
     */
    static Flat flat(
            byte[] envelope, SoapVersion version, @Nullable String action, String namespace, Set<String> operations) {
        return read(envelope, version, namespace, reader -> {
            String name = reader.operationName(action, operations);
            return new Flat(name, reader.elements());
        });
    }

    /** An operation and its elements by name. */
    record Flat(String operation, Map<String, String> elements) {}

    @FunctionalInterface
    private interface Body<R> {
        R read(SoapReader reader) throws XMLStreamException, InvalidMessage;
    }

    private static <R> R read(byte[] envelope, SoapVersion version, String namespace, Body<R> body) {
        try {
            XMLStreamReader in = INPUT.createXMLStreamReader(new ByteArrayInputStream(envelope));
            try {
                return new SoapReader(in, version, namespace).envelope(body);
            } finally {
                in.close();
            }
        } catch (XMLStreamException notXml) {
            throw new Refusal(Misread.problem(MessageCodec.refused(notXml)));
        } catch (InvalidMessage invalid) {
            throw new Refusal(Misread.problem(invalid));
        }
    }

    private <R> R envelope(Body<R> body) throws XMLStreamException, InvalidMessage {
        refuseOtherEncodings();
        while (in.getEventType() != XMLStreamConstants.START_ELEMENT) {
            if (in.getEventType() == XMLStreamConstants.DTD) {
                throw new Refusal(ErrorCode.FORBIDDEN_XML);
            }
            in.next();
        }
        requireSoap("Envelope");
        in.nextTag();
        if (in.getLocalName().equals("Header")) {
            requireSoap("Header");
            header();
            in.nextTag();
        }
        requireSoap("Body");
        if (in.nextTag() != XMLStreamConstants.START_ELEMENT) {
            throw malformed("the body is empty");
        }
        R request = body.read(this);
        if (in.nextTag() != XMLStreamConstants.END_ELEMENT) {
            throw malformed("the body holds more than one request");
        }
        while (in.hasNext()) {
            in.next();
        }
        return request;
    }

    private void refuseOtherEncodings() {
        for (String encoding : new String[] {in.getEncoding(), in.getCharacterEncodingScheme()}) {
            if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
                throw new Refusal(ErrorCode.WRONG_ENCODING);
            }
        }
    }

    /** No header is understood here, so none may demand to be. */
    private void header() throws XMLStreamException {
        while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String must = in.getAttributeValue(version.namespace(), "mustUnderstand");
            if (must != null && (must.strip().equals("1") || must.strip().equals("true"))) {
                throw malformed("a header that must be understood is not: " + in.getLocalName());
            }
            skip();
        }
    }

    private SoapRequest operation(@Nullable String action) throws XMLStreamException, InvalidMessage {
        String name = operationName(action, OPERATIONS);
        Optional<Operation> plain = Arrays.stream(Operation.values())
                .filter(each -> each.element().equals(name))
                .findFirst();
        return plain.isPresent() ? new SoapRequest.Plain(plain.get(), elements()) : submit();
    }

    private String operationName(@Nullable String action, Set<String> operations) {
        String name = in.getLocalName();
        if (!namespace.equals(in.getNamespaceURI()) || !operations.contains(name)) {
            throw new Refusal(Problem.at(ErrorCode.METHOD_NOT_ALLOWED, "", "there is no such operation"));
        }
        if (action != null && !action.isEmpty() && !action.equals(namespace + "/" + name)) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_PARAMETER, "", "is not that of the body", "SOAPAction"));
        }
        return name;
    }

    private SoapRequest submit() throws XMLStreamException, InvalidMessage {
        if (in.nextTag() != XMLStreamConstants.START_ELEMENT
                || !in.getLocalName().equals("message")
                || !MessageCodec.NAMESPACE.equals(in.getNamespaceURI())) {
            throw malformed("Submit does not begin with a message");
        }
        DossierMessage message = CODEC.fromXml(in);
        while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
            if (MessageCodec.NAMESPACE.equals(in.getNamespaceURI())) {
                throw malformed("Submit holds more than one message");
            }
            skip();
        }
        return new SoapRequest.Submit(message);
    }

    private Map<String, String> elements() throws XMLStreamException {
        Map<String, String> elements = new LinkedHashMap<>();
        while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
            if (!namespace.equals(in.getNamespaceURI())) {
                skip();
            } else {
                String name = in.getLocalName();
                if (elements.put(name, in.getElementText()) != null) {
                    throw new Refusal(ErrorCode.DUPLICATE_KEY, name);
                }
            }
        }
        return elements;
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    private void requireSoap(String name) {
        if (!in.isStartElement()
                || !in.getLocalName().equals(name)
                || !version.namespace().equals(in.getNamespaceURI())) {
            throw malformed("not an envelope of " + version.namespace() + ": no " + name);
        }
    }

    private static Refusal malformed(String why) {
        return new Refusal(ErrorCode.MALFORMED, why);
    }
}
