package vn.gov.hanoi.hpasc.simulators.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Sends by the operation {@code Submit}. The XML has the names of the JSON in the same order, an item within a list the
 * name of the list in the singular.
 */
public final class SoapLine implements HubLine {

    private static final String NAMESPACE = "http://hpasc.hanoi.gov.vn/exchange/v1";
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final Map<String, String> SINGULAR =
            Map.of("aliases", "alias", "documents", "document", "fees", "fee", "items", "item");
    private static final Pattern CODE = Pattern.compile("HUB-(\\d)\\d\\d");
    private static final Pattern TYPE = Pattern.compile(".*\\.dossier\\.([a-z-]+)\\.v1");
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private final HubHttp http;

    public SoapLine(URI hub, AgencyToken token) {
        this.http = new HubHttp(hub, token);
    }

    @Override
    public void send(ObjectNode event) throws IOException, HubRefused, InterruptedException {
        HttpResponse<String> answer =
                http.post("/services/dossier-exchange", "text/xml; charset=utf-8", envelope(event));
        String body = answer.body();
        if (answer.statusCode() == 200 && body.contains("SubmitResponse")) {
            return;
        }
        Matcher code = CODE.matcher(body);
        boolean refused =
                code.find() && !code.group(1).equals("5") && !code.group().equals("HUB-201");
        if (refused) {
            throw new HubRefused(body);
        }
        throw new IOException("HTTP " + answer.statusCode());
    }

    @Override
    public void close() {
        http.close();
    }

    static String envelope(ObjectNode event) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartElement("soap", "Envelope", ENVELOPE);
            xml.writeNamespace("soap", ENVELOPE);
            xml.writeStartElement("soap", "Body", ENVELOPE);
            xml.writeStartElement("", "Submit", NAMESPACE);
            xml.writeDefaultNamespace(NAMESPACE);
            message(xml, event);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void message(XMLStreamWriter xml, ObjectNode event) throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, "message");
        for (String name : new String[] {"specversion", "id", "source", "type", "subject", "time", "corrects"}) {
            if (event.has(name)) {
                element(xml, name, event.get(name));
            }
        }
        Matcher type = TYPE.matcher(event.path("type").asText());
        if (!type.matches()) {
            throw new IllegalArgumentException("not a type: " + event.path("type"));
        }
        xml.writeStartElement(NAMESPACE, "data");
        element(xml, type.group(1), event.get("data"));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, JsonNode value) throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, name);
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                element(xml, field.getKey(), field.getValue());
            }
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                element(xml, SINGULAR.getOrDefault(name, name), item);
            }
        } else {
            xml.writeCharacters(value.asText());
        }
        xml.writeEndElement();
    }
}
