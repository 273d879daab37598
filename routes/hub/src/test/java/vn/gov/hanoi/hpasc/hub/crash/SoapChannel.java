package vn.gov.hanoi.hpasc.hub.crash;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** {@code Submit} over SOAP 1.1, with nothing of the hub's own code. */
final class SoapChannel implements Channel {

    private static final String NAMESPACE = "http://hpasc.hanoi.gov.vn/exchange/v1";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern CODE = Pattern.compile("HUB-(\\d)\\d\\d");
    private static final int OK = 200;
    private static final int FAULT = 500;

    private final HttpClient client;
    private final URI target;
    private final UnaryOperator<String> tokenOf;
    private final Figures figures;

    /** @param tokenOf the bearer token of an agency */
    SoapChannel(HttpClient client, URI target, UnaryOperator<String> tokenOf, Figures figures) {
        this.client = client;
        this.target = target;
        this.tokenOf = tokenOf;
        this.figures = figures;
    }

    @Override
    public Answer send(Outgoing message) throws NoAnswer, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokenOf.apply(message.agency()))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"" + NAMESPACE + "/Submit\"")
                .POST(HttpRequest.BodyPublishers.ofString(message.soap()))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == OK ? receipt(response.body()) : refusal(response);
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
    }

    /** A fault of the caller's stays; one of the hub's passes. */
    private Answer refusal(HttpResponse<byte[]> response) throws NoAnswer {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        Matcher code = CODE.matcher(body);
        boolean known = code.find();
        if (!known && response.statusCode() == FAULT) {
            figures.unexpected("SOAP fault without a code: " + body);
        }
        if (!known || code.group(1).equals("5")) {
            throw new NoAnswer("status " + response.statusCode() + " " + body);
        }
        return new Answer.Refusal(body);
    }

    private static Answer receipt(byte[] body) throws NoAnswer {
        Document answer = parsed(body);
        List<Answer.Promise> deliveries = new ArrayList<>();
        NodeList promised = answer.getElementsByTagNameNS(NAMESPACE, "delivery");
        for (int i = 0; i < promised.getLength(); i++) {
            Element delivery = (Element) promised.item(i);
            deliveries.add(
                    new Answer.Promise(text(delivery, "destination"), Long.parseLong(text(delivery, "sequence"))));
        }
        Element root = answer.getDocumentElement();
        return new Answer.Receipt(
                UUID.fromString(text(root, "exchangeId")),
                text(root, "digest"),
                Boolean.parseBoolean(text(root, "repeat")),
                deliveries);
    }

    private static String text(Element within, String name) {
        return within.getElementsByTagNameNS(NAMESPACE, name).item(0).getTextContent();
    }

    private static Document parsed(byte[] body) throws NoAnswer {
        try (InputStream in = new ByteArrayInputStream(body)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new NoAnswer(e);
        }
    }
}
