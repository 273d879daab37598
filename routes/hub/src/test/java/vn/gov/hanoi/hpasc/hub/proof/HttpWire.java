package vn.gov.hanoi.hpasc.hub.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/** One agency's calls to the hub over HTTP: REST, SOAP 1.1 and SOAP 1.2. */
final class HttpWire {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MessageCodec CODEC = new MessageCodec();
    private static final String ACTION = MessageCodec.NAMESPACE + "/Submit";

    private final URI hub;
    private final Supplier<String> token;

    HttpWire(URI hub, Supplier<String> token) {
        this.hub = hub;
        this.token = token;
    }

    Answer send(Wire wire, DossierMessage message) {
        return switch (wire) {
            case REST -> rest(CODEC.toJson(message, Map.of()));
            case REST_BATCH -> batch(message);
            case SOAP_11 ->
                soap(
                        message,
                        "http://schemas.xmlsoap.org/soap/envelope/",
                        request("/services/dossier-exchange")
                                .header("Content-Type", "text/xml; charset=utf-8")
                                .header("SOAPAction", '"' + ACTION + '"'));
            case SOAP_12 ->
                soap(
                        message,
                        "http://www.w3.org/2003/05/soap-envelope",
                        request("/services/dossier-exchange")
                                .header(
                                        "Content-Type",
                                        "application/soap+xml; charset=utf-8; action=\"" + ACTION + '"'));
            default -> throw new IllegalArgumentException(wire + " is not HTTP");
        };
    }

    /** Sends JSON as it is. */
    Answer rest(byte[] body) {
        HttpResponse<byte[]> answer = exchange(request("/api/v1/messages")
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        return Answer.ofJson(answer.statusCode(), json(answer), retryAfter(answer));
    }

    /** A batch of one. */
    private Answer batch(DossierMessage message) {
        String body = "[" + new String(CODEC.toJson(message, Map.of()), StandardCharsets.UTF_8) + "]";
        HttpResponse<byte[]> answer = exchange(request("/api/v1/messages")
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        JsonNode item = json(answer).path(0);
        return Answer.ofJson(item.path("status").asInt(answer.statusCode()), item, retryAfter(answer));
    }

    /** Sends messages in one request and gives the answer as it is. */
    HttpResponse<byte[]> batch(List<DossierMessage> messages) {
        String body = messages.stream()
                .map(message -> new String(CODEC.toJson(message, Map.of()), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        return exchange(request("/api/v1/messages")
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Asks and gives the HTTP status. */
    int status(String path) {
        return exchange(request(path).GET()).statusCode();
    }

    private Answer soap(DossierMessage message, String envelope, HttpRequest.Builder request) {
        String body = "<s:Envelope xmlns:s=\"" + envelope + "\"><s:Body><Submit xmlns=\"" + MessageCodec.NAMESPACE
                + "\">" + new String(CODEC.toXml(message), StandardCharsets.UTF_8) + "</Submit></s:Body></s:Envelope>";
        HttpResponse<byte[]> answer = exchange(request.POST(HttpRequest.BodyPublishers.ofString(body)));
        return Answer.ofSoap(answer.statusCode(), xml(answer.body()), retryAfter(answer));
    }

    /** The JSON at {@code path}. */
    JsonNode get(String path) {
        HttpResponse<byte[]> answer = exchange(request(path).GET());
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET " + path + ": " + answer.statusCode() + " " + json(answer));
        }
        return json(answer);
    }

    HttpResponse<byte[]> post(String path, JsonNode body) {
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.get());
    }

    private static HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError("no answer from the hub", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(
                    answer.statusCode() + " with no JSON: " + new String(answer.body(), StandardCharsets.UTF_8), e);
        }
    }

    private static Element xml(byte[] body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("no XML: " + new String(body, StandardCharsets.UTF_8), e);
        }
    }

    private static @Nullable String retryAfter(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Retry-After").orElse(null);
    }
}
